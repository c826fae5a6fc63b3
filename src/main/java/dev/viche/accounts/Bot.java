package dev.viche.accounts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A program that speaks in one room under an account of its own.
 *
 * @param userId its account
 * @param roomId the one room its token is good for
 * @param expires when the token ends; {@link #NEVER} when it does not
 */
public record Bot(UUID userId, String username, long roomId, Set<Scope> scopes, UUID madeBy, Instant expires) {

    /** The end of what does not end. */
    public static final Instant NEVER = Instant.ofEpochMilli(253_402_300_799_000L);

    /** Whether it may do that there. */
    public boolean may(Scope scope, long room) {
        return roomId == room && scopes.contains(scope);
    }
}
