package dev.viche.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;

/** The bus's meters, of their own for each test, and what they show. */
public record BusMeters(SimpleMeterRegistry registry, BusMetrics metrics) {

    public BusMeters() {
        this(new SimpleMeterRegistry());
    }

    private BusMeters(SimpleMeterRegistry registry) {
        this(registry, new BusMetrics(registry));
    }

    /** Meters nobody looks at. */
    public static BusMetrics fresh() {
        return new BusMeters().metrics();
    }

    public double lost(BusMetrics.Loss loss) {
        return registry.get("viche.bus.dropped")
                .tag("reason", loss.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    public boolean isUp() {
        return registry.get("viche.bus.up").gauge().value() == 1;
    }
}
