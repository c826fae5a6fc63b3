package dev.viche.messages;

import dev.viche.protocol.ServerFrame;
import java.time.Instant;
import java.util.UUID;

/** One entry of a room's log. Each takes a seq, so that a reader finds a gap by arithmetic. */
public sealed interface Change {

    /** The room whose log this is an entry of. */
    long roomId();

    /** Its place there, from 1. */
    long seq();

    /** The entry on the wire. */
    ServerFrame.Entry frame();

    /** A message. */
    record Posted(long roomId, long seq, Message message) implements Change {
        @Override
        public ServerFrame.Entry frame() {
            return message.frame(seq);
        }
    }

    /** Another text for the message at {@code targetSeq}. */
    record Edited(long roomId, long seq, long targetSeq, UUID userId, String text, Instant at) implements Change {
        @Override
        public ServerFrame.Entry frame() {
            return new ServerFrame.MessageEdited(seq, targetSeq, userId, text, at);
        }
    }

    /**
     * The message at {@code targetSeq} is gone. Read again from the log, the message itself and its edits are such
     * entries too, each in its own place: no seq is missing and nothing of the text is left.
     */
    record Deleted(long roomId, long seq, long targetSeq, UUID userId, Instant at) implements Change {
        @Override
        public ServerFrame.Entry frame() {
            return new ServerFrame.MessageDeleted(seq, targetSeq, userId, at);
        }
    }
}
