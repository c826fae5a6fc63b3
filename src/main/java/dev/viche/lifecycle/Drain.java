package dev.viche.lifecycle;

import dev.viche.cluster.LogTail;
import dev.viche.config.VicheConfig;
import dev.viche.config.VicheConfig.DrainMode;
import dev.viche.live.Sessions;
import dev.viche.metrics.ChatMetrics;
import dev.viche.protocol.Closing;
import dev.viche.protocol.ServerFrame;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import org.jboss.logging.Logger;

/**
 * Lets go of every connection without losing anything: those who can go elsewhere are told when, and move by themselves;
 * the rest are closed after their slot. Where there is nowhere else to go everyone stays to the end. Runs on the thread
 * that stops the server, once; {@link #hurry} may come from another.
 */
@Singleton
class Drain {

    /** How long the last ones may take to answer a close frame, and how long after a second signal. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final Duration SHORT_FAREWELL = Duration.ofMillis(500);

    /** How long a successor may take from its first sign of life until it serves. */
    private static final Duration SUCCESSOR = Duration.ofSeconds(20);

    private static final int MOVES_PER_SECOND = 2000;
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final VicheConfig.Drain config;
    private final Sessions sessions;
    private final LogTail tail;
    private final ChatMetrics metrics;
    private final InstantSource clock;
    private volatile boolean hurried;

    Drain(VicheConfig config, Sessions sessions, LogTail tail, ChatMetrics metrics, InstantSource clock) {
        this.config = config.drain();
        this.sessions = sessions;
        this.tail = tail;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What a drain came to. */
    record Outcome(int drained, int forced) {}

    /** Waits until load balancers have had time to see that readiness is false. */
    void propagate() {
        if (config.propagation().isPositive()) {
            LOG.infof(
                    "Waiting %d s for load balancers to notice.",
                    config.propagation().toSeconds());
            await(() -> false, config.propagation());
        }
    }

    /** Waits for a successor that is just starting, so that people can move instead of being closed. */
    void awaitSuccessor() {
        if (sessions.staying() > 0 && tail.someoneStarts()) {
            LOG.info("Another instance is starting; waiting until it serves.");
            await(() -> !tail.someoneStarts(), SUCCESSOR);
        }
    }

    /**
     * Sends everyone off and waits until they are gone.
     *
     * @param look called again and again while people leave
     */
    Outcome run(Runnable look) {
        int before = sessions.staying();
        if (before == 0) {
            return new Outcome(0, 0);
        }
        Instant deadline = clock.instant().plus(config.timeout());
        metrics.draining(deadline);
        boolean elsewhere = tail.neighbours().stream().anyMatch(neighbour -> !neighbour.stopping());
        sendOff(before, elsewhere, deadline);
        long progress = System.nanoTime();
        long started = progress;
        while (sessions.staying() > 0 && !hurried && clock.instant().isBefore(deadline)) {
            LockSupport.parkNanos(LOOK.toNanos());
            look.run();
            if (System.nanoTime() - progress >= config.progressInterval().toNanos()) {
                progress = System.nanoTime();
                report(Duration.ofNanos(progress - started), deadline);
            }
        }
        int forced = force();
        // One who was let in at the very last may be among the forced, but not among those from before.
        return new Outcome(Math.max(0, before - forced), forced);
    }

    private void sendOff(int connections, boolean elsewhere, Instant deadline) {
        if (config.mode() == DrainMode.WAIT) {
            LOG.infof("Draining: %d connections; waiting for them to leave until %s.", connections, deadline);
            sessions.sendOff(slot -> notice(deadline, slot), slots(connections, config.spread()), null);
        } else if (elsewhere) {
            LOG.infof("Draining: %d connections move to another instance.", connections);
            sessions.sendOff(slot -> notice(deadline, slot), slots(connections, config.spread()), config.grace());
        } else {
            LOG.infof("Draining: %d connections; no other instance serves, so all are closed together.", connections);
            sessions.sendOff(slot -> notice(deadline, slot), slots(connections, Duration.ZERO), null);
            sessions.closeAllWhenQuiet(Closing.MOVED);
        }
    }

    private ServerFrame notice(Instant deadline, long slotMillis) {
        metrics.slotGiven(slotMillis);
        return new ServerFrame.ServerShutdown("This server is going away; your place is kept.", deadline, slotMillis);
    }

    /** Slots evenly over the window, which is longer where more than 2,000 a second would move. */
    static IntToLongFunction slots(int connections, Duration spread) {
        long needed = connections * 1000L / MOVES_PER_SECOND;
        long window = Math.max(spread.toMillis(), needed);
        return index -> Math.min(index, connections - 1) * window / connections;
    }

    private void report(Duration passed, Instant deadline) {
        LOG.infof(
                "Draining: %d connections left, %d s passed, %d s left.",
                sessions.staying(),
                passed.toSeconds(),
                Math.max(0, Duration.between(clock.instant(), deadline).toSeconds()));
    }

    private int force() {
        int left = sessions.staying();
        if (left > 0) {
            LOG.warnf("Draining: %d connections are closed by force.", left);
            sessions.closeAll(Closing.MOVED);
            if (!await(() -> sessions.staying() == 0, hurried ? SHORT_FAREWELL : FAREWELL)) {
                sessions.dropAll();
                await(() -> sessions.staying() == 0, SHORT_FAREWELL);
            }
        }
        return left;
    }

    /**
     * Waits a moment for those who came in last: they are turned away as soon as their connection opens. Whoever knocks
     * still finds no one, and who is not gone then is cut: both come again, while the framework's end closes with 1000,
     * by which a client stays away.
     */
    void seeOut() {
        await(() -> sessions.count() == 0, SHORT_FAREWELL);
        sessions.shut();
        if (!await(() -> sessions.count() == 0, SHORT_FAREWELL)) {
            sessions.dropAll();
        }
    }

    /** Ends every wait of the drain at once. */
    void hurry() {
        hurried = true;
    }

    private boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean alreadyHurried = hurried;
        while (!condition.getAsBoolean() && System.nanoTime() < end && hurried == alreadyHurried) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return condition.getAsBoolean();
    }
}
