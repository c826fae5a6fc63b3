package dev.viche.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a good token says. Whether the account and the login still stand is for the database to tell. */
sealed interface Claims {

    /** When the token ends. */
    Instant expires();

    /** One of our own. */
    record Own(UUID userId, UUID loginId, Instant expires) implements Claims {}

    /** One of the other issuer; {@code name} is what it calls them, null where it does not. */
    record Foreign(Subject subject, @Nullable String name, Instant expires) implements Claims {}
}
