package dev.viche.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who has shown a good access token.
 *
 * @param loginId the login the token is of; null for another issuer's
 * @param expires when the token ends
 * @param bot what the token is good for, if it is a bot's; null when it is a person's, and good for all of theirs
 */
public record Bearer(
        Account account,
        @Nullable UUID loginId,
        Instant expires,
        @Nullable Bot bot) {}
