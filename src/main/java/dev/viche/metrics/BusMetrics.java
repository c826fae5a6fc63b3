package dev.viche.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The meters of the bus between instances; they are there in the single-node flavour too, and at rest. */
@Singleton
public class BusMetrics {

    /** Why news does not get through; each time it is found in the log instead. */
    public enum Loss {
        /** Too much waits to be told. */
        FULL,
        /** The bus is down. */
        DOWN,
        /** A later release told it, in words this one does not know. */
        NEWER,
        /** It cannot be written, or read. */
        GARBLED
    }

    private final AtomicInteger up = new AtomicInteger(1);
    private final Counter published;
    private final Counter received;
    private final Map<Loss, Counter> losses;

    BusMetrics(MeterRegistry registry) {
        Gauge.builder("viche.bus.up", up, AtomicInteger::get)
                .description(
                        "1 while other instances are told at once, or there can be none; 0: they find it in the log")
                .register(registry);
        published = Counter.builder("viche.bus.published")
                .description("Pieces of news handed to the bus")
                .register(registry);
        received = Counter.builder("viche.bus.received")
                .description("Pieces of news that other instances told this one")
                .register(registry);
        losses = Arrays.stream(Loss.values()).collect(Collectors.toMap(loss -> loss, loss -> losses(loss, registry)));
    }

    private static Counter losses(Loss loss, MeterRegistry registry) {
        return Counter.builder("viche.bus.dropped")
                .description("Pieces of news that did not get through the bus, by reason; they are found in the log")
                .tag("reason", loss.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** Whether others are told at once from now on. */
    public void up(boolean now) {
        up.set(now ? 1 : 0);
    }

    /** So many pieces of news are on their way to the others. */
    public void published(int news) {
        published.increment(news);
    }

    /** Another instance told something. */
    public void received() {
        received.increment();
    }

    /** So many pieces of news did not get through. */
    public void lost(Loss loss, int news) {
        requireNonNull(losses.get(loss)).increment(news);
    }
}
