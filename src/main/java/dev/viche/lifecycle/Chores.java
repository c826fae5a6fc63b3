package dev.viche.lifecycle;

import dev.viche.config.VicheConfig;
import dev.viche.live.LoggedIn;
import dev.viche.live.Muster;
import dev.viche.live.Sessions;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Retention;
import dev.viche.messages.Write;
import dev.viche.protocol.ServerFrame;
import dev.viche.protocol.ServerFrame.NoticeKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What happens by the clock: heartbeat notices, pings, and pruning. */
@Singleton
class Chores {

    private static final Logger LOG = Logger.getLogger(Chores.class);

    /** How long, beyond any grace period, it is remembered that someone was here. */
    private static final Duration FORGET = Duration.ofMinutes(10);

    /** How late a connection may end after its token. */
    private static final Duration TOKENS = Duration.ofSeconds(1);

    /** How soon others are told of those of whom they could not be told. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** How long something may be noted of someone here that is not so, for whatever reason. */
    private static final Duration MUSTER = Duration.ofSeconds(30);

    private final VicheConfig config;
    private final Sessions sessions;
    private final LoggedIn loggedIn;
    private final GroupCommit commit;
    private final Retention retention;
    private final Muster muster;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("viche-chores").daemon().factory());

    Chores(
            VicheConfig config,
            Sessions sessions,
            LoggedIn loggedIn,
            Muster muster,
            MessageLog log,
            GroupCommit commit,
            InstantSource clock) {
        this.config = config;
        this.sessions = sessions;
        this.loggedIn = loggedIn;
        this.muster = muster;
        this.commit = commit;
        this.retention = new Retention(config, log, commit, clock);
        this.clock = clock;
    }

    void start() {
        every(config.heartbeat().interval(), this::heartbeat);
        every(TOKENS, () -> loggedIn.expire(clock.instant()));
        Duration ping = config.ping().interval();
        every(ping, () -> sessions.sweep(ping.multipliedBy(2)));
        every(SOON, muster::callIfUntold);
        every(MUSTER, muster::call);
        every(FORGET, () -> commit.submit(new Write.Forget(clock.instant().minus(FORGET)), _ -> {}));
        every(config.retention().checkInterval(), retention::prune);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void heartbeat() {
        int connections = sessions.count();
        Instant now = clock.instant();
        sessions.tellAll(new ServerFrame.Notice(NoticeKind.HEARTBEAT, "The server is here.", now, connections, now));
    }

    private void every(Duration interval, Runnable chore) {
        if (interval.isPositive()) {
            // By the pause between: at a fixed rate, who was late would be heard twice in a row.
            var _ = thread.scheduleWithFixedDelay(
                    () -> guarded(chore), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A chore that throws once would never be run again. */
    private static void guarded(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A chore failed; it is tried again at its next time.");
        }
    }
}
