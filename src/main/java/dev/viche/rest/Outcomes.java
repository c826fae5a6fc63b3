package dev.viche.rest;

import dev.viche.accounts.Attempted;
import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the account resources answer when something is not done. */
final class Outcomes {

    private Outcomes() {}

    /** What was asked for; or a problem, whose words for a wrong name, password or token are these. */
    static <T> T done(Attempted<T> attempted, String wrong) {
        return switch (attempted) {
            case Attempted.Done<T> done -> done.value();
            case Attempted.Wrong<T> _ -> throw Problem.unauthorized(wrong);
            case Attempted.Taken<T> _ ->
                throw new Problem(
                        Refusal.USERNAME_TAKEN,
                        "That is the name of an account, or looks like one; choose another username.");
            case Attempted.JustUsed<T> _ ->
                throw new Problem(
                        Refusal.CONFLICT,
                        "This refresh token was used a moment ago by another request of yours; go on with its answer.");
            case Attempted.TooOften<T> often -> throw Problem.tooFast(TimeUnit.SECONDS.toNanos(often.seconds()));
        };
    }

    static Name username(@Nullable String given) {
        return Name.ofPerson("username", required("username", given));
    }

    static String required(String member, @Nullable String given) {
        if (given == null) {
            throw new Problem(Refusal.INVALID_FRAME, "The body needs the member %s, a string.".formatted(member));
        }
        return given;
    }
}
