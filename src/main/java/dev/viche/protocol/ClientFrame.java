package dev.viche.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client may send. Each kind checks its own members; {@link FrameCodec} reads them off the wire. */
public sealed interface ClientFrame {

    /** Largest number on the wire: what a JavaScript number holds exactly. */
    long MAX_NUMBER = (1L << 53) - 1;

    /** Form of an id a client makes. */
    Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Most entries in one page. */
    int MAX_PAGE = 200;

    /** Entries a join brings when it does not say how many. */
    int DEFAULT_HISTORY = 50;

    /**
     * Enter a room.
     *
     * @param username the name of a guest; null with a token, which remembers it, or for one that the server makes up
     * @param roomName the room, or {@code @name} for a direct conversation
     * @param since the last entry the client has, 0 for none; null for a fresh join
     * @param epoch the log {@code since} counts in
     * @param resumeToken makes the caller the same guest again
     * @param history how many past entries a fresh join wants, 0 to 200
     */
    record JoinRoom(
            @Nullable Name username,
            Name roomName,
            @Nullable Long since,
            @Nullable String epoch,
            @Nullable String resumeToken,
            int history)
            implements ClientFrame {
        public JoinRoom {
            range("since", since == null ? 0 : since, 0, MAX_NUMBER);
            range("history", history, 0, MAX_PAGE);
        }

        /** Without the token: what is printed may end in a log. */
        @Override
        public String toString() {
            return "JoinRoom[roomName=%s, since=%s, epoch=%s, history=%d]".formatted(roomName, since, epoch, history);
        }
    }

    /**
     * Say something in the room.
     *
     * @param clientMessageId makes a resend harmless; null when the client does not resend
     * @param replyTo the seq of the message this answers
     */
    record ChatMessage(
            String text,
            @Nullable String clientMessageId,
            @Nullable Long replyTo) implements ClientFrame {
        public ChatMessage {
            clientId("client_message_id", clientMessageId);
            range("reply_to", replyTo == null ? 1 : replyTo, 1, MAX_NUMBER);
        }
    }

    /**
     * Say something to one person.
     *
     * @param to a user_id or a username
     */
    record PrivateMessage(String to, String text, @Nullable String clientMessageId) implements ClientFrame {
        public PrivateMessage {
            clientId("client_message_id", clientMessageId);
        }
    }

    /** Give an own message another text. */
    record EditMessage(long seq, String text) implements ClientFrame {
        public EditMessage {
            range("seq", seq, 1, MAX_NUMBER);
        }
    }

    /** Take an own message back. */
    record DeleteMessage(long seq) implements ClientFrame {
        public DeleteMessage {
            range("seq", seq, 1, MAX_NUMBER);
        }
    }

    /** The caller began or stopped typing. */
    record Typing(boolean active) implements ClientFrame {}

    /** The caller has read up to this entry. */
    record Read(long seq) implements ClientFrame {
        public Read {
            range("seq", seq, 1, MAX_NUMBER);
        }
    }

    /** Older entries, please. */
    record History(long before, int limit) implements ClientFrame {
        public History {
            range("before", before, 1, MAX_NUMBER);
            range("limit", limit, 1, MAX_PAGE);
        }
    }

    /** Leave for good. */
    record LeaveRoom() implements ClientFrame {}

    /** Is anyone there? */
    record Ping(@Nullable String id) implements ClientFrame {
        public Ping {
            clientId("id", id);
        }
    }

    private static void range(String member, long value, long min, long max) {
        if (value < min || value > max) {
            throw FrameRefused.invalid("%s must be a whole number from %d to %d.".formatted(member, min, max));
        }
    }

    private static void clientId(String member, @Nullable String value) {
        if (value != null && !CLIENT_ID.matcher(value).matches()) {
            throw FrameRefused.invalid("%s must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -.".formatted(member));
        }
    }
}
