package dev.viche.accounts;

import dev.viche.protocol.Name;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the log's writer can be asked to do for accounts. Secrets are in it as hashes only, and not printed. */
public sealed interface AccountWrite {

    /**
     * Make an account.
     *
     * @param forms what else its name reserves; see {@link Skeleton}
     * @param password the hash of its password; null with a subject
     * @param subject whom another issuer vouches for; null with a password
     */
    record Register(
            UUID userId,
            Name name,
            List<String> forms,
            Role role,
            @Nullable String password,
            @Nullable Subject subject) implements AccountWrite {
        @Override
        public String toString() {
            return "Register[" + userId + "]";
        }
    }

    /** Log in, unless the password was changed since {@code password} was read. */
    record LogIn(UUID loginId, UUID userId, String password, String tokenHash, Instant expires)
            implements AccountWrite {
        @Override
        public String toString() {
            return "LogIn[" + userId + "]";
        }
    }

    /** Take a refresh token, and put the next one in its place. */
    record Refresh(UUID loginId, String tokenHash, String nextHash, Instant expires) implements AccountWrite {
        @Override
        public String toString() {
            return "Refresh[" + loginId + "]";
        }
    }

    /** End a login of that person; with null all of them. */
    record LogOut(UUID userId, @Nullable UUID loginId) implements AccountWrite {}

    /**
     * Put another password in the place of one, and end all logins but one.
     *
     * @param before the hash there must be
     * @param keep the login the wish came over; null to keep none
     */
    record ChangePassword(
            UUID userId,
            String before,
            String after,
            @Nullable UUID keep) implements AccountWrite {
        @Override
        public String toString() {
            return "ChangePassword[" + userId + "]";
        }
    }

    /** Delete an account, whose password's hash must be this; null for one that has none. */
    record Delete(UUID userId, @Nullable String password) implements AccountWrite {
        @Override
        public String toString() {
            return "Delete[" + userId + "]";
        }
    }
}
