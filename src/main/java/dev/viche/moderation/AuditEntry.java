package dev.viche.moderation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, to whom, and why.
 *
 * @param id its place in the trail; later is larger
 * @param roomId where; 0 for the whole server
 * @param actorId who did it, and {@code actor} what they were called then
 * @param userId to whom; null for a deed to the room
 * @param username what those were called then, as far as it was known
 * @param sanctionId the mute or ban that was made or lifted; null for other deeds
 * @param detail what is to be known besides: a new name, a role, the seq of a message
 * @param reason why, in the actor's words
 */
public record AuditEntry(
        long id,
        Instant at,
        long roomId,
        Deed deed,
        UUID actorId,
        String actor,
        @Nullable UUID userId,
        @Nullable String username,
        @Nullable Long sanctionId,
        @Nullable String detail,
        @Nullable String reason) {}
