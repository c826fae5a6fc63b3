package dev.viche.rest;

import dev.viche.accounts.Bearer;
import dev.viche.accounts.Scope;
import dev.viche.live.Rulings;
import dev.viche.messages.Written;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.storage.Reads;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the resources about roles and order share: who rules, over whom, and what becomes of it. */
@RequestScoped
class Ruler {

    private static final Pattern USER_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int MAX_REASON = 500;

    private final Caller caller;
    private final Rulings rulings;
    private final Reads reads;
    private final InstantSource clock;

    Ruler(Caller caller, Rulings rulings, Reads reads, InstantSource clock) {
        this.caller = caller;
        this.rulings = rulings;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * Who rules in a room: a person, or a bot that may.
     *
     * @throws Problem 401 when it is no account, 403 when it is a bot that may not
     */
    Person actor() {
        Bearer bearer = caller.accountIfAny();
        if (bearer == null || bearer.bot() == null) {
            return person();
        }
        caller.require(Scope.MODERATE);
        return bearer.account().person();
    }

    /**
     * Who calls for what no bot may.
     *
     * @throws Problem 401 when it is no account, 403 when it is a bot
     */
    Person person() {
        return caller.account().account().person();
    }

    /**
     * Has it done. Returns the number of what was made, else 0.
     *
     * @throws Problem when it is not done, and why
     */
    long rule(Ruling ruling) {
        Written written = Answers.await(rulings.rule(ruling));
        if (written instanceof Written.Ruled ruled) {
            return ruled.id();
        }
        if (written instanceof Written.Refused refused) {
            throw new Problem(refused.refusal(), refused.detail());
        }
        throw new IllegalStateException("a ruling was answered by " + written.getClass());
    }

    /** What is looked for; null when it is not there. */
    <T> @Nullable T find(Reads.Find<T> find) {
        return reads.find(find);
    }

    /** What is read in one go. */
    <T> T read(Reads.Read<T> read) {
        return reads.of(read);
    }

    /**
     * Whom a user_id, or the name of an account, means.
     *
     * @throws Problem 404 when it means nobody
     */
    UUID user(@Nullable String meant) {
        if (meant == null) {
            throw new Problem(
                    Refusal.INVALID_FRAME, "The body needs the member user_id, a user_id or an account's name.");
        }
        if (USER_ID.matcher(meant).matches()) {
            return UUID.fromString(meant);
        }
        UUID found;
        try {
            Name name = Name.ofPerson("user_id", meant);
            found = reads.find(sql -> Roles.account(sql, name.key()));
        } catch (FrameRefused e) {
            throw new Problem(e.refusal(), e.detail());
        }
        if (found == null) {
            throw new Problem(Refusal.NOT_FOUND, "There is no account of that name; of a guest give the user_id.");
        }
        return found;
    }

    /** Why, in the caller's words; null when they gave none. */
    static @Nullable String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.codePointCount(0, reason.length()) > MAX_REASON) {
            throw new Problem(Refusal.TOO_LONG, "reason has %d characters at most.".formatted(MAX_REASON));
        }
        return reason.isEmpty() ? null : reason;
    }

    /**
     * The number of a room the caller moderates; of the server, with null, which is an admin's.
     *
     * @throws Problem 403 when they do not
     */
    long moderated(Doors doors, @Nullable String room) {
        Person actor = room == null ? person() : actor();
        long roomId = room == null ? 0 : doors.enter(room).room().id();
        Rank needed = room == null ? Rank.ADMIN : Rank.MODERATOR;
        if (!reads.of(sql -> Roles.of(sql, roomId, actor.userId())).isAtLeast(needed)) {
            throw new Problem(
                    Refusal.FORBIDDEN,
                    room == null
                            ? "That is for the admins of this server; ask one of them."
                            : "That is for those who moderate this room; ask one of them.");
        }
        return roomId;
    }

    /** When something ends that is to last so many seconds; {@code none} when that is not told. */
    Instant end(@Nullable Long seconds, Duration most, Instant none) {
        if (seconds == null) {
            return none;
        }
        if (seconds < 1 || seconds > most.toSeconds()) {
            throw new Problem(
                    Refusal.INVALID_FRAME, "seconds must be a whole number from 1 to %d.".formatted(most.toSeconds()));
        }
        return now().plusSeconds(seconds);
    }

    Instant now() {
        return clock.instant();
    }
}
