package dev.viche.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A frame as it is on the wire. A member that is asked for and is not there, or is of another kind, fails the test. */
public record Frame(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READABLE = 400;

    /** Reads a text frame. */
    public static Frame read(String text) {
        try {
            return new Frame(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The server sent what is no JSON: " + text, e);
        }
    }

    /** Writes a text frame. */
    public static String write(String type, Map<String, ?> payload) {
        return json(Map.of("type", type, "payload", payload));
    }

    /** Writes an object as JSON. */
    public static String json(Map<String, ?> object) {
        return JSON.valueToTree(object).toString();
    }

    public String type() {
        return json.path("type").asText();
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    public boolean has(String member) {
        return payload().has(member);
    }

    public String text(String member) {
        return member(member, payload().path(member).isTextual()).textValue();
    }

    public long number(String member) {
        return member(member, payload().path(member).isIntegralNumber()).longValue();
    }

    public boolean flag(String member) {
        return member(member, payload().path(member).isBoolean()).booleanValue();
    }

    public UUID id(String member) {
        return UUID.fromString(text(member));
    }

    public Instant time(String member) {
        return Instant.parse(text(member));
    }

    public long seq() {
        return number("seq");
    }

    /** The entries of a welcome or a page of history. */
    public List<Frame> entries() {
        return list("entries").stream().map(Frame::new).toList();
    }

    /** The entries of a log that it brings: those of its page, or itself. */
    public Stream<Frame> brings() {
        return switch (type()) {
            case "welcome", "history" -> entries().stream();
            case "chat_message", "message_edited", "message_deleted" -> Stream.of(this);
            default -> Stream.empty();
        };
    }

    /** A member that is an array. */
    public List<JsonNode> list(String member) {
        return member(member, payload().path(member).isArray()).valueStream().toList();
    }

    /** Whether it is a message with that text. */
    public boolean says(String text) {
        return payload().path("message_text").asText().equals(text);
    }

    /** Whether it is a message that its author called so. */
    public boolean bears(String clientMessageId) {
        return payload().path("client_message_id").asText().equals(clientMessageId);
    }

    /** What it carries. */
    public JsonNode payload() {
        return json.path("payload");
    }

    @Override
    public String toString() {
        String text = json.toString();
        return text.length() <= READABLE ? text : text.substring(0, READABLE) + "… (" + text.length() + " characters)";
    }

    private JsonNode member(String name, boolean asExpected) {
        if (!asExpected) {
            throw new AssertionError("%s is not as expected in %s".formatted(name, this));
        }
        return payload().path(name);
    }
}
