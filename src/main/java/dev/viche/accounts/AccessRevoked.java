package dev.viche.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone's access ended before its time: they logged out, their password was changed, their account is gone. Whatever
 * lives by that access has to end now. Fired in every process on the log, in each at least once.
 *
 * @param userId whose access
 * @param loginId the one login that ended; null for everything of theirs
 */
public record AccessRevoked(UUID userId, @Nullable UUID loginId) {}
