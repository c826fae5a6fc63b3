package dev.viche.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the server sends, by hand: it is the hot half of the codec, and needs no reflection in a native image.
 * Members that are null are left out.
 */
public final class FrameWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private FrameWriter() {}

    /** The frame as UTF-8 JSON. */
    public static byte[] json(ServerFrame frame) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler(), 512);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, frame);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
    }

    private static void write(JsonGenerator out, ServerFrame frame) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", type(frame));
        out.writeObjectFieldStart("payload");
        payload(out, frame);
        out.writeEndObject();
        out.writeEndObject();
    }

    /** The frame's name on the wire. */
    static String type(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Welcome _ -> "welcome";
            case ServerFrame.UserJoined _ -> "user_joined";
            case ServerFrame.UserLeft _ -> "user_left";
            case ServerFrame.ChatMessage _ -> "chat_message";
            case ServerFrame.PrivateMessage _ -> "private_message";
            case ServerFrame.MessageEdited _ -> "message_edited";
            case ServerFrame.MessageDeleted _ -> "message_deleted";
            case ServerFrame.Typing _ -> "typing";
            case ServerFrame.Read _ -> "read";
            case ServerFrame.History _ -> "history";
            case ServerFrame.Notice _ -> "notice";
            case ServerFrame.ServerShutdown _ -> "server_shutdown";
            case ServerFrame.Rejection _ -> "error";
            case ServerFrame.Pong _ -> "pong";
        };
    }

    private static void payload(JsonGenerator out, ServerFrame frame) throws IOException {
        switch (frame) {
            case ServerFrame.Welcome f -> welcome(out, f);
            case ServerFrame.UserJoined f -> person(out, f.userId(), f.username());
            case ServerFrame.UserLeft f -> person(out, f.userId(), f.username());
            case ServerFrame.ChatMessage f -> message(out, f);
            case ServerFrame.PrivateMessage f -> {
                message(out, f.message());
                id(out, "to", f.to());
                out.writeStringField("room_name", f.roomName());
            }
            case ServerFrame.MessageEdited f -> {
                change(out, f.seq(), f.targetSeq(), f.userId());
                out.writeStringField("message_text", f.messageText());
                time(out, "at", f.at());
            }
            case ServerFrame.MessageDeleted f -> {
                change(out, f.seq(), f.targetSeq(), f.userId());
                time(out, "at", f.at());
            }
            case ServerFrame.Typing f -> {
                person(out, f.userId(), f.username());
                out.writeBooleanField("active", f.active());
            }
            case ServerFrame.Read f -> {
                person(out, f.userId(), f.username());
                out.writeNumberField("seq", f.seq());
            }
            case ServerFrame.History f -> {
                entries(out, f.entries());
                out.writeBooleanField("has_more", f.hasMore());
                if (f.resume()) {
                    out.writeBooleanField("resume", true);
                }
            }
            case ServerFrame.Notice f -> notice(out, f);
            case ServerFrame.ServerShutdown f -> {
                out.writeStringField("reason", f.reason());
                time(out, "deadline", f.deadline());
                out.writeNumberField("reconnect_after_ms", f.reconnectAfterMs());
            }
            case ServerFrame.Rejection f -> {
                out.writeStringField("code", f.refusal().code());
                out.writeStringField("detail", f.detail());
                text(out, "client_message_id", f.clientMessageId());
                out.writeBooleanField("retry", f.refusal().retry());
            }
            case ServerFrame.Pong f -> {
                text(out, "id", f.id());
                time(out, "server_time", f.serverTime());
            }
        }
    }

    private static void welcome(JsonGenerator out, ServerFrame.Welcome f) throws IOException {
        person(out, f.userId(), f.username());
        out.writeStringField("room_name", f.roomName());
        out.writeStringField("epoch", f.epoch());
        out.writeNumberField("last_seq", f.lastSeq());
        out.writeBooleanField("resumed", f.resumed());
        out.writeNumberField("first_seq", f.firstSeq());
        entries(out, f.entries());
        out.writeBooleanField("more", f.more());
        out.writeArrayFieldStart("members");
        for (ServerFrame.Member member : f.members()) {
            out.writeStartObject();
            person(out, member.userId(), member.username());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("member_count", f.memberCount());
        out.writeObjectFieldStart("limits");
        out.writeNumberField("message_length", f.limits().messageLength());
        out.writeNumberField("frame_size", f.limits().frameSize());
        out.writeNumberField("messages_per_second", f.limits().messagesPerSecond());
        out.writeNumberField("name_length", f.limits().nameLength());
        out.writeNumberField("history_page", f.limits().historyPage());
        share(out, "user", f.limits().user());
        share(out, "address", f.limits().address());
        out.writeEndObject();
        if (f.resumeToken() != null) {
            out.writeStringField("resume_token", f.resumeToken());
        }
    }

    private static void share(JsonGenerator out, String name, ServerFrame.Share share) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("connections", share.connections());
        out.writeNumberField("joins", share.joins());
        out.writeNumberField("messages", share.messages());
        out.writeNumberField("typing", share.typing());
        out.writeNumberField("history", share.history());
        out.writeNumberField("reads", share.reads());
        out.writeNumberField("writes", share.writes());
        out.writeEndObject();
    }

    private static void entries(JsonGenerator out, List<ServerFrame.Entry> entries) throws IOException {
        out.writeArrayFieldStart("entries");
        for (ServerFrame.Entry entry : entries) {
            write(out, entry);
        }
        out.writeEndArray();
    }

    private static void message(JsonGenerator out, ServerFrame.ChatMessage f) throws IOException {
        person(out, f.userId(), f.username());
        out.writeStringField("message_text", f.messageText());
        out.writeNumberField("seq", f.seq());
        id(out, "message_id", f.messageId());
        time(out, "sent_at", f.sentAt());
        text(out, "client_message_id", f.clientMessageId());
        if (f.replyTo() != null) {
            out.writeNumberField("reply_to", f.replyTo());
        }
        if (f.editedAt() != null) {
            time(out, "edited_at", f.editedAt());
        }
    }

    private static void notice(JsonGenerator out, ServerFrame.Notice f) throws IOException {
        out.writeStringField("kind", f.kind().name().toLowerCase(Locale.ROOT));
        out.writeStringField("text", f.text());
        time(out, "at", f.at());
        if (f.activeConnections() != null) {
            out.writeNumberField("active_connections", f.activeConnections());
        }
        if (f.serverTime() != null) {
            time(out, "server_time", f.serverTime());
        }
    }

    private static void person(JsonGenerator out, UUID userId, String username) throws IOException {
        id(out, "user_id", userId);
        out.writeStringField("username", username);
    }

    private static void change(JsonGenerator out, long seq, long targetSeq, UUID userId) throws IOException {
        out.writeNumberField("seq", seq);
        out.writeNumberField("target_seq", targetSeq);
        id(out, "user_id", userId);
    }

    private static void id(JsonGenerator out, String name, UUID value) throws IOException {
        out.writeStringField(name, value.toString());
    }

    private static void time(JsonGenerator out, String name, Instant value) throws IOException {
        out.writeStringField(name, value.toString());
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
