package dev.viche.messages;

import dev.viche.protocol.ServerFrame;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said, as the log has it now.
 *
 * @param messageId a UUID of version 7 (RFC 9562), unique everywhere
 * @param userId who said it
 * @param username what they were called when they said it
 * @param text its newest text
 * @param clientMessageId what its author calls it
 * @param replyTo the seq of the message it answers
 * @param editedAt when it got its newest text; null when it still has its first
 */
public record Message(
        UUID messageId,
        UUID userId,
        String username,
        String text,
        Instant sentAt,
        @Nullable String clientMessageId,
        @Nullable Long replyTo,
        @Nullable Instant editedAt) {

    /** The message as a frame in its place. */
    public ServerFrame.ChatMessage frame(long seq) {
        return new ServerFrame.ChatMessage(
                userId, username, text, seq, messageId, sentAt, clientMessageId, replyTo, editedAt);
    }
}
