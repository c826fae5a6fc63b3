package dev.viche.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The wire contract as the document describes it. */
record AsyncApi(JsonNode document) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static AsyncApi read() {
        try (InputStream file = AsyncApi.class.getResourceAsStream("/asyncapi.json")) {
            return new AsyncApi(JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types of frames of one side: {@code client} or {@code server}. */
    Set<String> types(String side) {
        return names(document.at("/components/messages")).stream()
                .filter(key -> key.startsWith(side + "."))
                .map(key -> key.substring(side.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    JsonNode message(String side, String type) {
        return document.path("components").path("messages").path(side + "." + type);
    }

    /** The schema of the whole frame. */
    JsonNode frame(String side, String type) {
        return resolved(message(side, type).path("payload"));
    }

    /** The schema of the frame's payload. */
    JsonNode payload(String side, String type) {
        return resolved(frame(side, type).at("/properties/payload"));
    }

    /** The payload's members with their schemas. */
    Map<String, JsonNode> members(String side, String type) {
        Map<String, JsonNode> members = new TreeMap<>();
        payload(side, type)
                .path("properties")
                .properties()
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /** The schema of one member, which the payload has. */
    JsonNode member(String side, String type, String name) {
        return Objects.requireNonNull(members(side, type).get(name), name);
    }

    /** The members a payload must have. */
    Set<String> required(String side, String type) {
        return payload(side, type)
                .path("required")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    JsonNode resolved(JsonNode schema) {
        return JsonSchema.resolved(document, schema);
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
