package dev.viche.socket;

import dev.viche.live.Session;
import dev.viche.live.Sessions;
import dev.viche.protocol.Closing;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What both endpoints do when a connection opens. */
@Singleton
class Door {

    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Sessions sessions;

    Door(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Opens the session that {@link UpgradeGuard} made; whoever is in no room after ten seconds is shown out. */
    Session open(WebSocketConnection connection) {
        Session session = session(connection);
        sessions.opened(session, closing -> close(connection, closing));
        session.expectJoin(PATIENCE);
        return session;
    }

    Session session(WebSocketConnection connection) {
        return connection.userData().get(UpgradeGuard.SESSION);
    }

    private static void close(WebSocketConnection connection, Closing closing) {
        if (connection.isClosed()) {
            // By its peer, or by the framework's own end, which would be told as a warning.
            return;
        }
        connection
                .close(new CloseReason(closing.code(), closing.reason()))
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("Already closed: %s", failure.getMessage()));
    }
}
