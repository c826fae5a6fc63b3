package dev.viche.live;

import dev.viche.accounts.AccessRevoked;
import dev.viche.accounts.Bearer;
import dev.viche.protocol.Closing;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that live by an access token, and the one place where they end with it: when it expires, and when the
 * access behind it is revoked, in whichever process. A session is entered here before its login is looked up for the last
 * time, so that a revocation either finds it here or is found by the look.
 */
@Singleton
public class LoggedIn {

    private final ConcurrentHashMap<UUID, Map<Session, Bearer>> byUser = new ConcurrentHashMap<>();

    LoggedIn() {}

    /** A session lives by that token from now on. Called on the session's loop. */
    void add(Session session, Bearer bearer) {
        UUID userId = bearer.account().userId();
        byUser.compute(userId, (_, known) -> {
            Map<Session, Bearer> theirs = known == null ? new ConcurrentHashMap<>(2) : known;
            theirs.put(session, bearer);
            return theirs;
        });
        session.line().atEnd(() -> remove(userId, session));
    }

    private void remove(UUID userId, Session session) {
        byUser.computeIfPresent(userId, (_, theirs) -> {
            theirs.remove(session);
            return theirs.isEmpty() ? null : theirs;
        });
    }

    /** Ends the connections of access that is gone. */
    void revoked(@Observes AccessRevoked revoked) {
        byUser.getOrDefault(revoked.userId(), Map.of()).forEach((session, bearer) -> {
            if (revoked.loginId() == null || revoked.loginId().equals(bearer.loginId())) {
                session.close(Closing.LOGGED_OUT);
            }
        });
    }

    /** Ends the connections whose tokens have expired by then. */
    public void expire(Instant now) {
        byUser.values()
                .forEach(theirs -> theirs.forEach((session, bearer) -> {
                    if (!bearer.expires().isAfter(now)) {
                        session.close(Closing.EXPIRED);
                    }
                }));
    }
}
