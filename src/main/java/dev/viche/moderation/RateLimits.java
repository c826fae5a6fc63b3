package dev.viche.moderation;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Token buckets by key: so many acts a second for each, bursts of three times that. Any thread.
 *
 * <p>Keys come from strangers, so what is kept of them must not grow with their number, and a table that is full must
 * not lock out who comes next. A bucket is one moment: when it would be full again (the generic cell rate algorithm of
 * ATM). It lies in two tables of fixed size, at places that a seed of this process decides, and an act is refused only
 * when both its places refuse it (as in a count-min sketch). Someone is refused for the acts of others only when both
 * their places are shared with keys at their limit: with a thousand of those, one in four thousand is. Nothing is swept:
 * a moment that has passed is an empty place.
 */
public final class RateLimits {

    private static final int PLACES = 1 << 16;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLongArray first = new AtomicLongArray(PLACES);
    private final AtomicLongArray second = new AtomicLongArray(PLACES);
    private final long firstSeed;
    private final long secondSeed;
    private final LongSupplier nanoTime;
    private final long start;

    /** @param nanoTime a clock as {@link System#nanoTime} is one */
    public RateLimits(LongSupplier nanoTime) {
        this(nanoTime, ThreadLocalRandom.current().nextLong());
    }

    RateLimits(LongSupplier nanoTime, long seed) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.firstSeed = seed;
        this.secondSeed = scatter(seed);
    }

    /**
     * Counts one act, unless it is refused.
     *
     * @param key whose, and of which kind; keys that differ have buckets of their own
     * @param perSecond how many of them a second; 1 or more
     * @return 0 when it may be carried out, else the nanoseconds until one may
     */
    public long take(long key, int perSecond) {
        long now = nanoTime.getAsLong() - start;
        long interval = SECOND / perSecond;
        long ahead = (RateLimit.BURST * (long) perSecond - 1) * interval;
        return Math.min(
                take(first, place(key ^ firstSeed), now, interval, ahead),
                take(second, place(key ^ secondSeed), now, interval, ahead));
    }

    private static long take(AtomicLongArray table, int place, long now, long interval, long ahead) {
        while (true) {
            long full = table.get(place);
            long since = Math.max(full, now);
            if (since - now > ahead) {
                return since - now - ahead;
            }
            if (table.compareAndSet(place, full, since + interval)) {
                return 0;
            }
        }
    }

    private static int place(long key) {
        return (int) (scatter(key) >>> (Long.SIZE - 16));
    }

    /** The finalizer of SplitMix64: every bit of the key has its say in every bit of the result. */
    private static long scatter(long key) {
        long mixed = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
