package dev.viche.metrics;

import static java.util.Objects.requireNonNull;

import dev.viche.protocol.Closing;
import dev.viche.protocol.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every meter of Viche but those of the {@link BusMetrics}. Tags are labels of enums, never names or texts of people. */
@Singleton
public class ChatMetrics {

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger rooms = new AtomicInteger();
    private final LongAdder outboxBytes = new LongAdder();
    private final Counter messages;
    private final Counter deliveries;
    private final Counter heals;
    private final Counter resumes;
    private final Counter restarts;
    private volatile @Nullable Instant drainDeadline;
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicLong lastSlotMillis = new AtomicLong();
    private final Timer append;
    private final Timer fanOut;
    private final Map<Refusal, Counter> refusals;
    private final Map<Closing, Counter> closes;
    private final Counter dropped;
    private final AtomicLong backupInterval = new AtomicLong();
    private final AtomicLong newestBackup = new AtomicLong();
    private final AtomicLong backupBytes = new AtomicLong();
    private final AtomicLong backupMillis = new AtomicLong();
    private final Counter backupFailures;

    ChatMetrics(MeterRegistry registry) {
        Gauge.builder("viche.connections", connections, AtomicInteger::get)
                .description("Open WebSocket connections")
                .register(registry);
        Gauge.builder("viche.rooms", rooms, AtomicInteger::get)
                .description("Rooms that are live on this instance")
                .register(registry);
        Gauge.builder("viche.outbox", outboxBytes, LongAdder::sum)
                .baseUnit("bytes")
                .description("Bytes waiting for readers")
                .register(registry);
        messages = Counter.builder("viche.messages")
                .description("Log entries committed")
                .register(registry);
        deliveries = Counter.builder("viche.deliveries")
                .description("Frames handed to connections")
                .register(registry);
        heals = Counter.builder("viche.log.heals")
                .description("Gaps in live delivery that were read from the log")
                .register(registry);
        drain(registry);
        backupFailures = Counter.builder("viche.backup.failures")
                .description("Backups that could not be made, or not be put everywhere")
                .register(registry);
        backups(registry);
        resumes = resumes("resumed", registry);
        restarts = resumes("restarted", registry);
        append = latency("viche.append", "From a write's arrival to its commit", registry);
        fanOut = latency(
                "viche.fanout", "From an entry's commit to its hand-over to one event loop's readers", registry);
        refusals = Arrays.stream(Refusal.values())
                .collect(Collectors.toMap(refusal -> refusal, refusal -> refusals(refusal, registry)));
        closes = Arrays.stream(Closing.values())
                .collect(Collectors.toMap(closing -> closing, closing -> closes(closing.name(), registry)));
        dropped = closes("DROPPED", registry);
    }

    private void drain(MeterRegistry registry) {
        Gauge.builder("viche.draining", this, metrics -> metrics.drainDeadline == null ? 0 : 1)
                .description("1 while this instance lets go of its connections")
                .register(registry);
        Gauge.builder("viche.drain.left", this, ChatMetrics::drainSecondsLeft)
                .baseUnit("seconds")
                .description("Time until a drain closes by force")
                .register(registry);
        Gauge.builder("viche.drain.connections", this, ChatMetrics::drainConnectionsLeft)
                .description("Connections that a drain has still to let go of")
                .register(registry);
        Gauge.builder("viche.drain.slots", slots, AtomicInteger::get)
                .description("Reconnect slots that a drain has given out")
                .register(registry);
        Gauge.builder("viche.drain.window", lastSlotMillis, last -> last.get() / 1000.0)
                .baseUnit("seconds")
                .description("Time from the beginning of a drain to its last reconnect slot")
                .register(registry);
    }

    private void backups(MeterRegistry registry) {
        Gauge.builder("viche.backup.interval", backupInterval, interval -> interval.get() / 1000.0)
                .baseUnit("seconds")
                .description("Time between two backups; 0 when none are made by the clock")
                .register(registry);
        Gauge.builder("viche.backup.newest", newestBackup, newest -> newest.get() / 1000.0)
                .baseUnit("seconds")
                .description(
                        "When the newest backup that is in every place was begun, since 1970; 0 when there is none")
                .register(registry);
        Gauge.builder("viche.backup.size", backupBytes, AtomicLong::get)
                .baseUnit("bytes")
                .description("Size of the last backup this instance made, compressed")
                .register(registry);
        Gauge.builder("viche.backup.duration", backupMillis, millis -> millis.get() / 1000.0)
                .baseUnit("seconds")
                .description("Time the last backup this instance made took")
                .register(registry);
    }

    private static Counter resumes(String verdict, MeterRegistry registry) {
        return Counter.builder("viche.resumes")
                .description("Clients that came back with since: resumed, or restarted from the newest page")
                .tag("verdict", verdict)
                .register(registry);
    }

    private static Counter refusals(Refusal refusal, MeterRegistry registry) {
        return Counter.builder("viche.refusals")
                .description("Frames answered with an error")
                .tag("code", refusal.code())
                .register(registry);
    }

    private static Counter closes(String cause, MeterRegistry registry) {
        return Counter.builder("viche.closes")
                .description("Connections ended, by cause; dropped: by the peer or the network")
                .tag("cause", cause.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static Timer latency(String name, String description, MeterRegistry registry) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(50_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    /** A connection opened. */
    public void opened() {
        connections.incrementAndGet();
    }

    /** A connection ended. */
    public void closed() {
        connections.decrementAndGet();
    }

    /** Open connections now. */
    public int connections() {
        return connections.get();
    }

    /** We end a connection. */
    public void closing(Closing cause) {
        requireNonNull(closes.get(cause)).increment();
    }

    /** A connection ended that nobody here ended. */
    public void dropped() {
        dropped.increment();
    }

    /** A room went live, or ({@code -1}) was put to rest. */
    public void rooms(int change) {
        rooms.addAndGet(change);
    }

    /** So many entries were committed. */
    public void committed(int entries) {
        messages.increment(entries);
    }

    /** A write was committed that many nanoseconds after it came. */
    public void appended(long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** So many frames were handed to connections, that many nanoseconds after their commit. */
    public void delivered(int frames, long nanos) {
        deliveries.increment(frames);
        fanOut.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A gap was found and is read from the log. */
    public void healed() {
        heals.increment();
    }

    /** The bytes waiting for readers grew by that many, or shrank. */
    public void outbox(long bytes) {
        outboxBytes.add(bytes);
    }

    /** A drain began that ends by then. */
    public void draining(Instant deadline) {
        drainDeadline = deadline;
    }

    /** A drain told a connection to reconnect that many milliseconds from then. */
    public void slotGiven(long millis) {
        slots.incrementAndGet();
        lastSlotMillis.accumulateAndGet(millis, Math::max);
    }

    private int drainConnectionsLeft() {
        return drainDeadline == null ? 0 : connections.get();
    }

    private double drainSecondsLeft() {
        Instant deadline = drainDeadline;
        return deadline == null
                ? 0
                : Math.max(0, Duration.between(Instant.now(), deadline).toSeconds());
    }

    /** A client came back with {@code since}; whether it got everything after it. */
    public void resumed(boolean resumed) {
        (resumed ? resumes : restarts).increment();
    }

    /** A frame was refused. */
    public void refused(Refusal refusal) {
        requireNonNull(refusals.get(refusal)).increment();
    }

    /** Backups are made that often. */
    public void backupsEvery(Duration interval) {
        backupInterval.set(interval.toMillis());
    }

    /** A backup of so many bytes was made. */
    public void backedUp(long bytes, Duration took) {
        backupBytes.set(bytes);
        backupMillis.set(took.toMillis());
    }

    /** The newest backup was begun then, whoever made it. */
    public void newestBackup(Instant begun) {
        newestBackup.set(begun.toEpochMilli());
    }

    /** A backup that was due was not made. */
    public void backupFailed() {
        backupFailures.increment();
    }
}
