package dev.viche.accounts;

import java.time.Duration;
import java.util.UUID;

/**
 * What someone who logged in is given.
 *
 * @param loginId the login both tokens are of
 * @param accessToken good for {@code accessLifetime}
 * @param refreshToken good once, within {@code refreshLifetime}
 */
public record Grant(
        Account account,
        UUID loginId,
        String accessToken,
        Duration accessLifetime,
        String refreshToken,
        Duration refreshLifetime) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Grant[" + loginId + "]";
    }
}
