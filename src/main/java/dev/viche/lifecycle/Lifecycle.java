package dev.viche.lifecycle;

import dev.viche.config.VicheConfig;
import dev.viche.live.LiveRooms;
import dev.viche.live.Sessions;
import dev.viche.messages.GroupCommit;
import dev.viche.protocol.Closing;
import dev.viche.storage.LogIdentity;
import dev.viche.storage.Migration;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Start and stop, in order, each step with its reason. */
@Singleton
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final VicheConfig config;
    private final Migration migration;
    private final LogIdentity identity;
    private final GroupCommit commit;
    private final LiveRooms rooms;
    private final Sessions sessions;
    private final ServerState state;
    private final Chores chores;

    Lifecycle(
            VicheConfig config,
            Migration migration,
            LogIdentity identity,
            GroupCommit commit,
            LiveRooms rooms,
            Sessions sessions,
            ServerState state,
            Chores chores) {
        this.config = config;
        this.migration = migration;
        this.identity = identity;
        this.commit = commit;
        this.rooms = rooms;
        this.sessions = sessions;
        this.state = state;
        this.chores = chores;
    }

    /** Quarkus accepts connections only after this returns. */
    void start(@Observes StartupEvent event) {
        // 1. The schema, since everything else reads it.
        migration.run();
        // 2. The epoch and the token key, since the first join needs them.
        identity.load();
        // 3. The writer, which from its first commit on tells the rooms.
        commit.start(rooms::publish);
        // 4. What happens by the clock: heartbeat, pings, retention.
        chores.start();
        state.started();
        LOG.infof(
                "Viche is ready: the log %s is in %s.",
                identity.epoch(), config.dataDir().toAbsolutePath());
    }

    /** The program is asked to stop; HTTP and sockets still work. */
    void stopping(@Observes ShutdownDelayInitiatedEvent event) {
        // 1. Readiness is false and newcomers are turned away, so that nobody comes in behind us.
        state.stopping();
        sessions.stopAccepting();
        chores.stop();
        // 2. Everyone is sent off with a code that tells their client to reconnect and resume.
        sessions.closeAll(Closing.MOVED);
        await();
    }

    /** The sockets are gone. */
    void stop(@Observes ShutdownEvent event) {
        // 3. What was accepted is committed; its senders are gone, but a resend will find it stored.
        commit.close();
        LOG.info("Viche has stopped; every acknowledged message is stored.");
    }

    private void await() {
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        while (sessions.count() > 0 && System.nanoTime() < deadline) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(5).toNanos());
        }
    }
}
