package dev.viche.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server may send. Times are UTC; {@code seq} counts a room's entries from 1. */
public sealed interface ServerFrame {

    /** A frame that is an entry of a room's log and has its own {@code seq} there. */
    sealed interface Entry extends ServerFrame {
        /** The entry's place in its room's log. */
        long seq();
    }

    /**
     * The answer to a join.
     *
     * @param lastSeq the newest entry when this was written
     * @param resumed whether everything after the client's {@code since} follows
     * @param firstSeq the oldest entry the log still has; {@code lastSeq + 1} when it has none
     * @param more whether further pages follow as {@code history} frames
     * @param members the first 200 people present
     * @param resumeToken makes the client the same guest again for 24 hours; null for an account, which logs in
     */
    record Welcome(
            UUID userId,
            String username,
            String roomName,
            String epoch,
            long lastSeq,
            boolean resumed,
            long firstSeq,
            List<Entry> entries,
            boolean more,
            List<Member> members,
            int memberCount,
            Limits limits,
            @Nullable String resumeToken)
            implements ServerFrame {

        /** Without the token: what is printed may end in a log. */
        @Override
        public String toString() {
            return "Welcome[userId=%s, roomName=%s, lastSeq=%d]".formatted(userId, roomName, lastSeq);
        }
    }

    /** Someone present, as a welcome lists them. */
    record Member(UUID userId, String username) {}

    /**
     * What a client may send; sizes in code points, frame size in bytes.
     *
     * @param messagesPerSecond frames of one connection
     * @param user what all connections of one user may together
     * @param address what all connections of one address may together
     */
    record Limits(
            int messageLength,
            long frameSize,
            int messagesPerSecond,
            int nameLength,
            int historyPage,
            Share user,
            Share address) {}

    /**
     * How much one user, or one address, may take; but for the connections, a second, and three times that at once.
     *
     * @param connections open at a time
     * @param joins of rooms; for an address, sockets opened
     * @param messages with edits and deletions
     * @param typing passed on
     * @param history pages over a socket
     * @param reads REST calls that change nothing
     * @param writes REST calls that do
     */
    record Share(int connections, int joins, int messages, int typing, int history, int reads, int writes) {}

    /** Someone came in. */
    record UserJoined(UUID userId, String username) implements ServerFrame {}

    /** Someone left. */
    record UserLeft(UUID userId, String username) implements ServerFrame {}

    /** Something was said in the room. */
    record ChatMessage(
            UUID userId,
            String username,
            String messageText,
            long seq,
            UUID messageId,
            Instant sentAt,
            @Nullable String clientMessageId,
            @Nullable Long replyTo,
            @Nullable Instant editedAt)
            implements Entry {}

    /**
     * Something was said in a direct conversation the connection is not in.
     *
     * @param to the user_id it was said to
     * @param roomName {@code @name} of the other person, as the reader sees it
     */
    record PrivateMessage(ChatMessage message, UUID to, String roomName) implements ServerFrame {}

    /** A message has another text. */
    record MessageEdited(long seq, long targetSeq, UUID userId, String messageText, Instant at) implements Entry {}

    /** A message is gone; read again from the log it stands in its own place, {@code seq == targetSeq}. */
    record MessageDeleted(long seq, long targetSeq, UUID userId, Instant at) implements Entry {}

    /** Someone began or stopped typing. */
    record Typing(UUID userId, String username, boolean active) implements ServerFrame {}

    /** Someone has read up to this entry. */
    record Read(UUID userId, String username, long seq) implements ServerFrame {}

    /**
     * Entries in ascending order.
     *
     * @param hasMore whether there are more on that side
     * @param resume whether this page belongs to a resume, not to a {@code history} the client asked for
     */
    record History(List<Entry> entries, boolean hasMore, boolean resume) implements ServerFrame {}

    /** What a notice is about. */
    enum NoticeKind {
        HEARTBEAT,
        OPERATOR,
        MODERATION
    }

    /** A word from the server; the last two only with a heartbeat. */
    record Notice(
            NoticeKind kind,
            String text,
            Instant at,
            @Nullable Integer activeConnections,
            @Nullable Instant serverTime) implements ServerFrame {}

    /** This instance is going away; reconnect after that many milliseconds. */
    record ServerShutdown(String reason, Instant deadline, long reconnectAfterMs) implements ServerFrame {}

    /** A frame was not carried out; {@code detail} is one sentence that says what to do. */
    record Rejection(
            Refusal refusal, String detail, @Nullable String clientMessageId) implements ServerFrame {}

    /** Yes, here. */
    record Pong(@Nullable String id, Instant serverTime) implements ServerFrame {}
}
