package dev.viche.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Meters of their own for each test, and what they show. */
public record Meters(SimpleMeterRegistry registry, ChatMetrics metrics) {

    public Meters() {
        this(new SimpleMeterRegistry());
    }

    private Meters(SimpleMeterRegistry registry) {
        this(registry, new ChatMetrics(registry));
    }

    /** Meters nobody looks at. */
    public static ChatMetrics fresh() {
        return new Meters().metrics();
    }

    public double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
