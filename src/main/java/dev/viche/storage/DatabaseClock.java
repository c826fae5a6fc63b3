package dev.viche.storage;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the database, in milliseconds, which all instances on it live by: one whose own clock is an hour off lets
 * nobody wait, or leave, an hour longer. It goes on from the last time that was read there by this machine's steady
 * clock, so no step of its wall clock is in it. Safe for any thread.
 */
public final class DatabaseClock implements InstantSource {

    private record Sample(long millis, long nanos) {}

    private volatile @Nullable Sample last;

    /**
     * The database told its time.
     *
     * @param millis milliseconds since 1970
     * @param asked when it was asked, by {@link System#nanoTime}
     * @param answered when the answer came, likewise; it is taken to be of the middle
     */
    public void told(long millis, long asked, long answered) {
        last = new Sample(millis, asked + (answered - asked) / 2);
    }

    /** Now; by this machine's own clock as long as the database has told nothing. */
    @Override
    public Instant instant() {
        Sample sample = last;
        if (sample == null) {
            return Instant.ofEpochMilli(System.currentTimeMillis());
        }
        return Instant.ofEpochMilli(sample.millis() + (System.nanoTime() - sample.nanos()) / 1_000_000);
    }
}
