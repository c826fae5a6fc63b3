package dev.viche.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Meters of their own for each test. */
public final class Meters {

    private Meters() {}

    public static ChatMetrics fresh() {
        return new ChatMetrics(new SimpleMeterRegistry());
    }
}
