package dev.viche.accounts;

import dev.viche.protocol.Refusal;
import java.util.List;
import java.util.UUID;

/** What became of an {@link AccountWrite}. Given only after the transaction that holds it has committed. */
public sealed interface AccountWritten {

    /** The account is there. */
    record Registered(Account account) implements AccountWritten {}

    /** The name is someone's, or looks like someone's. */
    record NameTaken() implements AccountWritten {}

    /** They are logged in. */
    record LoggedIn() implements AccountWritten {}

    /** The login goes on with the next token. */
    record Refreshed(Account account, UUID loginId) implements AccountWritten {}

    /** The token was used a moment ago: its successor is on its way to whoever used it. */
    record JustUsed() implements AccountWritten {}

    /** What the write names is not so, or not so any more. Access may have ended with that. */
    record Mismatch(List<AccessRevoked> revoked) implements AccountWritten {}

    /** It is done, and this access ended with it. */
    record Done(List<AccessRevoked> revoked) implements AccountWritten {}

    /** Nothing was written. */
    record Refused(Refusal refusal, String detail) implements AccountWritten {}

    /** Whether someone's access ended with it. */
    default boolean endsAccess() {
        return switch (this) {
            case Done done -> !done.revoked().isEmpty();
            case Mismatch mismatch -> !mismatch.revoked().isEmpty();
            case Registered _ -> false;
            case NameTaken _ -> false;
            case LoggedIn _ -> false;
            case Refreshed _ -> false;
            case JustUsed _ -> false;
            case Refused _ -> false;
        };
    }
}
