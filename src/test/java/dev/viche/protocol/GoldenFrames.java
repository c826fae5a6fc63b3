package dev.viche.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The frames in files that the server's tests and the page's tests both read. */
final class GoldenFrames {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFrames() {}

    /** The cases of one file: {@code client}, {@code server} or {@code refused}. */
    static List<JsonNode> of(String file) {
        try (InputStream in = GoldenFrames.class.getResourceAsStream("/frames/" + file + ".json")) {
            return JSON.readTree(in).valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record a server's frame stands for. */
    static ServerFrame record(JsonNode frame) {
        JsonNode payload = frame.path("payload");
        String type = frame.path("type").asText();
        return switch (type) {
            case "error" ->
                new ServerFrame.Rejection(
                        refusal(payload.path("code").asText()),
                        payload.path("detail").asText(),
                        payload.path("client_message_id").textValue());
            case "private_message" ->
                new ServerFrame.PrivateMessage(
                        read(ServerFrame.ChatMessage.class, payload),
                        UUID.fromString(payload.path("to").asText()),
                        payload.path("room_name").asText());
            default ->
                Records.of(ServerFrame.class).stream()
                        .filter(record ->
                                Records.wireName(record.getSimpleName()).equals(type))
                        .map(record -> (ServerFrame) read(record, payload))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no record of type " + type));
        };
    }

    private static Refusal refusal(String code) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no refusal " + code));
    }

    private static <T> T read(Class<T> type, JsonNode payload) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i], payload.get(Records.wireName(components[i].getName())));
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no " + type + " from " + payload, e);
        }
    }

    private static @Nullable Object value(RecordComponent component, @Nullable JsonNode node) {
        Class<?> type = component.getType();
        if (node == null) {
            return type == boolean.class ? false : null;
        } else if (type == String.class) {
            return node.textValue();
        } else if (type == UUID.class) {
            return UUID.fromString(node.asText());
        } else if (type == Instant.class) {
            return Instant.parse(node.asText());
        } else if (type == boolean.class) {
            return node.booleanValue();
        } else if (type == int.class || type == Integer.class) {
            return node.intValue();
        } else if (type == long.class || type == Long.class) {
            return node.longValue();
        } else if (type == List.class) {
            return node.valueStream().map(GoldenFrames::element).toList();
        } else if (type == ServerFrame.NoticeKind.class) {
            return ServerFrame.NoticeKind.valueOf(node.asText().toUpperCase(Locale.ROOT));
        } else if (type.isRecord()) {
            return read(type, node);
        }
        throw new AssertionError("no value of " + component);
    }

    private static Object element(JsonNode node) {
        return node.has("type") ? record(node) : read(ServerFrame.Member.class, node);
    }
}
