package dev.viche.messages;

import dev.viche.accounts.AccountWrite;
import dev.viche.hooks.HookWrite;
import dev.viche.moderation.Ruling;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the one writer can be asked to do. */
public sealed interface Write {

    /**
     * Find the room of that name, or make it.
     *
     * @param maker the account that owns it if it is made; null for a guest, who owns nothing
     */
    record OpenRoom(Name name, @Nullable Person maker) implements Write {
        /** For a guest. */
        public OpenRoom(Name name) {
            this(name, null);
        }
    }

    /** Find the direct conversation of these two, or make it. */
    record OpenDirect(Person one, Person two) implements Write {}

    /**
     * Append a message.
     *
     * @param spacing seconds that have to lie between this and the author's last message in the room; 0 for none
     */
    record Post(
            long roomId,
            Person author,
            String text,
            @Nullable String clientMessageId,
            @Nullable Long replyTo,
            int spacing)
            implements Write {
        /** Without spacing. */
        public Post(long roomId, Person author, String text, @Nullable String clientMessageId, @Nullable Long replyTo) {
            this(roomId, author, text, clientMessageId, replyTo, 0);
        }
    }

    /** Append another text for the author's own message. */
    record Edit(long roomId, Person author, long targetSeq, String text) implements Write {}

    /**
     * Append the deletion of a message: the author's own, or anyone's in a room they moderate.
     *
     * @param reason why, for the audit trail; null when it is not told
     */
    record Delete(
            long roomId,
            Person author,
            long targetSeq,
            @Nullable String reason) implements Write {
        /** Without a reason. */
        public Delete(long roomId, Person author, long targetSeq) {
            this(roomId, author, targetSeq, null);
        }
    }

    /** Move a reader's mark forward. */
    record MarkRead(long roomId, Person reader, long seq) implements Write {}

    /** Forget a room's oldest entries, those before that time, at most {@link #CHUNK} of them. */
    record Prune(long roomId, Instant before) implements Write {
        /** How many go at once, so that senders never wait long behind a pruning. */
        public static final int CHUNK = 1000;
    }

    /** Tell the other processes where a person is with this one. */
    record Sight(Sighting sighting) implements Write {}

    /**
     * Tell the other processes that a person comes in here, unless someone else of that name is with one of them; answered
     * by {@link Written.Refused} with {@code username_taken} then.
     */
    record Claim(Sighting sighting) implements Write {}

    /** Tell the other processes who is with this one in that room, should they have been told otherwise. */
    record Muster(long roomId, String instance, List<Person> here) implements Write {}

    /** Tell the other processes that this one serves, or stops. */
    record Announce(String instance, int port, boolean stopping) implements Write {}

    /** A process is gone: those it had are away from now on. */
    record Bury(String instance) implements Write {}

    /** Forget those who have been away, or left, since before that time. */
    record Forget(Instant before) implements Write {}

    /** Change something of an account. */
    record OfAccount(AccountWrite write) implements Write {}

    /** Do something to a room or a person. */
    record Rule(Ruling ruling) implements Write {}

    /** Note how far a webhook has been told; answered by {@link Written.Ruled} with 1, or 0 when it is another's. */
    record OfHook(HookWrite write) implements Write {}

    /** Do nothing; answered when everything that was handed over before is committed. */
    record Barrier() implements Write {}
}
