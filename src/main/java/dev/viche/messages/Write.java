package dev.viche.messages;

import dev.viche.accounts.AccountWrite;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the one writer can be asked to do. */
public sealed interface Write {

    /** Find the open room of that name, or make it. */
    record OpenRoom(Name name) implements Write {}

    /** Find the direct conversation of these two, or make it. */
    record OpenDirect(Person one, Person two) implements Write {}

    /** Append a message. */
    record Post(
            long roomId,
            Person author,
            String text,
            @Nullable String clientMessageId,
            @Nullable Long replyTo) implements Write {}

    /** Append another text for the author's own message. */
    record Edit(long roomId, Person author, long targetSeq, String text) implements Write {}

    /** Append the deletion of the author's own message. */
    record Delete(long roomId, Person author, long targetSeq) implements Write {}

    /** Move a reader's mark forward. */
    record MarkRead(long roomId, Person reader, long seq) implements Write {}

    /** Forget a room's oldest entries, those before that time, at most {@link #CHUNK} of them. */
    record Prune(long roomId, Instant before) implements Write {
        /** How many go at once, so that senders never wait long behind a pruning. */
        public static final int CHUNK = 1000;
    }

    /** Tell the other processes where a person is with this one. */
    record Sight(Sighting sighting) implements Write {}

    /** Tell the other processes that this one serves, or stops. */
    record Announce(String instance, int port, boolean stopping) implements Write {}

    /** A process is gone: those it had are away from now on. */
    record Bury(String instance) implements Write {}

    /** Forget those who have been away, or left, since before that time. */
    record Forget(Instant before) implements Write {}

    /** Change something of an account. */
    record OfAccount(AccountWrite write) implements Write {}

    /** Do nothing; answered when everything that was handed over before is committed. */
    record Barrier() implements Write {}
}
