package dev.viche.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.List;

/**
 * What /metrics shows: our own meters, and those of the JVM that the framework binds. The registry is deprecated, but it
 * is the one the framework has, and series are called otherwise in its successor.
 */
@SuppressWarnings("deprecation")
final class Exposition {

    /** Made by Prometheus of each target it scrapes. */
    private static final String TARGET_IS_UP = "up";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ChatMetrics metrics = new ChatMetrics(registry);

    Exposition() {
        // The bus's show themselves from the start.
        var _ = new BusMetrics(registry);
    }

    ChatMetrics metrics() {
        return metrics;
    }

    List<Series> series() {
        try (JvmHeapPressureMetrics heap = new JvmHeapPressureMetrics()) {
            heap.bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new FileDescriptorMetrics().bindTo(registry);
            return Series.shown(registry.scrape());
        }
    }

    /** The value of a series without labels. */
    String value(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("not shown");
    }

    /** Fails unless every series the expression asks for is there. */
    static void assertShows(List<Series> shown, String expression) {
        List<Series> asked = Series.asked(expression);
        assertThat(asked).as(expression).isNotEmpty();
        assertThat(asked)
                .allSatisfy(series -> assertThat(series.name().equals(TARGET_IS_UP)
                                || shown.stream().anyMatch(series::matches))
                        .as("%s, asked for by %s", series, expression)
                        .isTrue());
    }
}
