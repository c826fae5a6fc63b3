package dev.viche.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.viche.messages.Change;
import dev.viche.messages.Message;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes as JSON, both ways and by hand, so that a native image needs no reflection for them. Members that are null
 * are left out; times are milliseconds since 1970, as in the log. A member nobody here knows is ignored.
 */
final class EnvelopeCodec {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    private EnvelopeCodec() {}

    // ---- writing -----------------------------------------------------------------------------------------------

    static byte[] write(Envelope envelope) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.getFactory().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("v", Envelope.VERSION);
            out.writeStringField("from", envelope.from());
            write(out, envelope.news());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Envelope.News news) throws IOException {
        switch (news) {
            case Envelope.Entries entries -> {
                out.writeStringField("news", "entries");
                out.writeNumberField("room", entries.roomId());
                out.writeArrayFieldStart("entries");
                for (Change entry : entries.entries()) {
                    out.writeStartObject();
                    write(out, entry);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            case Envelope.Typing typing -> {
                out.writeStringField("news", "typing");
                write(out, typing.roomId(), typing.person());
                out.writeBooleanField("active", typing.active());
            }
            case Envelope.Read read -> {
                out.writeStringField("news", "read");
                write(out, read.roomId(), read.reader());
                out.writeNumberField("seq", read.seq());
            }
            case Envelope.Look _ -> out.writeStringField("news", "look");
            case Envelope.Direct direct -> {
                out.writeStringField("news", "direct");
                out.writeArrayFieldStart("pair");
                for (UUID one : direct.pair()) {
                    out.writeString(one.toString());
                }
                out.writeEndArray();
            }
            case Envelope.Echo echo -> {
                out.writeStringField("news", "echo");
                out.writeNumberField("round", echo.round());
            }
        }
    }

    private static void write(JsonGenerator out, long roomId, Person person) throws IOException {
        out.writeNumberField("room", roomId);
        out.writeStringField("user_id", person.userId().toString());
        out.writeStringField("username", person.name().value());
    }

    private static void write(JsonGenerator out, Change entry) throws IOException {
        switch (entry) {
            case Change.Posted posted -> {
                head(out, "posted", entry, posted.message().userId());
                Message message = posted.message();
                out.writeStringField("message_id", message.messageId().toString());
                out.writeStringField("username", message.username());
                out.writeStringField("text", message.text());
                out.writeNumberField("at", message.sentAt().toEpochMilli());
                if (message.clientMessageId() != null) {
                    out.writeStringField("client_message_id", message.clientMessageId());
                }
                if (message.replyTo() != null) {
                    out.writeNumberField("reply_to", message.replyTo());
                }
                if (message.editedAt() != null) {
                    out.writeNumberField("edited_at", message.editedAt().toEpochMilli());
                }
            }
            case Change.Edited edited -> {
                head(out, "edited", entry, edited.userId());
                out.writeNumberField("target_seq", edited.targetSeq());
                out.writeStringField("text", edited.text());
                out.writeNumberField("at", edited.at().toEpochMilli());
            }
            case Change.Deleted deleted -> {
                head(out, "deleted", entry, deleted.userId());
                out.writeNumberField("target_seq", deleted.targetSeq());
                out.writeNumberField("at", deleted.at().toEpochMilli());
            }
        }
    }

    private static void head(JsonGenerator out, String kind, Change entry, UUID userId) throws IOException {
        out.writeStringField("kind", kind);
        out.writeNumberField("seq", entry.seq());
        out.writeStringField("user_id", userId.toString());
    }

    // ---- reading -----------------------------------------------------------------------------------------------

    static Envelope.Opened read(byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root == null || !root.isObject()) {
                return new Envelope.Garbled("it is no object");
            }
            long version = number(root, "v");
            if (version > Envelope.VERSION) {
                return new Envelope.Newer("version " + version);
            }
            String from = text(root, "from");
            Envelope.News news = news(root);
            return news == null
                    ? new Envelope.Newer("news " + text(root, "news"))
                    : new Envelope.Legible(new Envelope(from, news));
        } catch (IOException | IllegalArgumentException e) {
            return new Envelope.Garbled(String.valueOf(e.getMessage()));
        }
    }

    /** Null when a later release tells something this one has no name for. */
    private static Envelope.@Nullable News news(JsonNode root) {
        return switch (text(root, "news")) {
            case "entries" -> entries(root);
            case "typing" -> new Envelope.Typing(number(root, "room"), person(root), truth(root, "active"));
            case "read" -> new Envelope.Read(number(root, "room"), person(root), number(root, "seq"));
            case "look" -> new Envelope.Look();
            case "direct" -> direct(root);
            case "echo" -> new Envelope.Echo(number(root, "round"));
            default -> null;
        };
    }

    private static Envelope.@Nullable Entries entries(JsonNode root) {
        long roomId = number(root, "room");
        List<Change> entries = new ArrayList<>();
        for (JsonNode each : member(root, "entries", JsonNodeType.ARRAY)) {
            Change entry = entry(roomId, each);
            if (entry == null) {
                return null;
            }
            entries.add(entry);
        }
        return new Envelope.Entries(roomId, entries);
    }

    private static @Nullable Change entry(long roomId, JsonNode node) {
        long seq = number(node, "seq");
        UUID userId = id(node, "user_id");
        return switch (text(node, "kind")) {
            case "posted" ->
                new Change.Posted(
                        roomId,
                        seq,
                        new Message(
                                id(node, "message_id"),
                                userId,
                                text(node, "username"),
                                text(node, "text"),
                                time(node, "at"),
                                node.hasNonNull("client_message_id") ? text(node, "client_message_id") : null,
                                node.hasNonNull("reply_to") ? (Long) number(node, "reply_to") : null,
                                node.hasNonNull("edited_at") ? time(node, "edited_at") : null));
            case "edited" ->
                new Change.Edited(
                        roomId, seq, number(node, "target_seq"), userId, text(node, "text"), time(node, "at"));
            case "deleted" -> new Change.Deleted(roomId, seq, number(node, "target_seq"), userId, time(node, "at"));
            default -> null;
        };
    }

    private static Envelope.Direct direct(JsonNode root) {
        List<UUID> pair = new ArrayList<>();
        for (JsonNode each : member(root, "pair", JsonNodeType.ARRAY)) {
            pair.add(UUID.fromString(each.asText()));
        }
        return new Envelope.Direct(pair);
    }

    private static Person person(JsonNode node) {
        String name = text(node, "username");
        return new Person(id(node, "user_id"), new Name(name, Name.fold(name)));
    }

    private static UUID id(JsonNode node, String name) {
        return UUID.fromString(text(node, name));
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.ofEpochMilli(number(node, name));
    }

    private static String text(JsonNode node, String name) {
        return member(node, name, JsonNodeType.STRING).textValue();
    }

    private static boolean truth(JsonNode node, String name) {
        return member(node, name, JsonNodeType.BOOLEAN).booleanValue();
    }

    private static long number(JsonNode node, String name) {
        JsonNode number = member(node, name, JsonNodeType.NUMBER);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is not a whole number");
        }
        return number.longValue();
    }

    private static JsonNode member(JsonNode node, String name, JsonNodeType type) {
        JsonNode member = node.get(name);
        if (member == null || member.getNodeType() != type) {
            throw new IllegalArgumentException(name + " is not there, or no " + type);
        }
        return member;
    }
}
