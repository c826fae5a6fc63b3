package dev.viche.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Any thread may read it. */
public final class ManualClock implements InstantSource {

    /** When every manual clock starts, so that a failure reads the same on each run. */
    public static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves forward, or back when {@code by} is negative. */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** Nanoseconds since {@link #START}: what {@link System#nanoTime} would say of this clock. */
    public long nanoTime() {
        return Duration.between(START, instant()).toNanos();
    }
}
