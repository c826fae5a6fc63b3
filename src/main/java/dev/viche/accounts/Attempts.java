package dev.viche.accounts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often something may be tried under one key: so many at once, and one more for each share of the time that passes.
 * Any thread may ask. Of more keys than can be remembered those untouched for longest are forgotten.
 */
final class Attempts {

    private static final int MOST_REMEMBERED = 100_000;

    private final int burst;
    private final long nanosEach;
    private final LongSupplier nanoTime;
    private final Map<Object, Long> full = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param burst how many at once
     * @param period how long until all of them may be tried again
     * @param nanoTime a clock as {@link System#nanoTime} is one
     */
    Attempts(int burst, Duration period, LongSupplier nanoTime) {
        this.burst = burst;
        this.nanosEach = period.toNanos() / burst;
        this.nanoTime = nanoTime;
    }

    /** Counts one. Returns 0 when it may be, otherwise, and without counting it, the seconds until it may be. */
    synchronized long take(Object key) {
        long now = nanoTime.getAsLong();
        // When all of them will be there again; each one taken moves that away by its share (the "virtual scheduling"
        // form
        // of a token bucket, ITU-T I.371).
        Long known = full.get(key);
        long restored = known == null || known - now < 0 ? now : known;
        long wait = restored + nanosEach - now - burst * nanosEach;
        if (wait > 0) {
            return Math.max(1, Duration.ofNanos(wait).plusMillis(999).toSeconds());
        }
        full.put(key, restored + nanosEach);
        return 0;
    }

    /** Gives one back: it was none of those that are to be counted. */
    synchronized void giveBack(Object key) {
        full.computeIfPresent(key, (_, restored) -> restored - nanosEach);
    }
}
