package dev.viche.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who has shown a good access token.
 *
 * @param loginId the login the token is of; null for another issuer's
 * @param expires when the token ends
 */
public record Bearer(Account account, @Nullable UUID loginId, Instant expires) {}
