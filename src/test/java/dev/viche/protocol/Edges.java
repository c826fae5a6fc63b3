package dev.viche.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Values around the limits a schema states. */
final class Edges {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The one pattern of the contract, and how it is met and missed. */
    private static final String CLIENT_ID = "^[A-Za-z0-9_-]{1,64}$";

    private Edges() {}

    /** A value anyone might send. */
    static JsonNode ordinary(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "string" -> JSON.textNode("sample-1");
            case "integer" -> JSON.numberNode(7L);
            case "boolean" -> JSON.booleanNode(true);
            default -> throw new AssertionError("no value of " + schema);
        };
    }

    /** The last values that are good. */
    static List<JsonNode> within(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>(List.of(ordinary(schema)));
        if (schema.has("minimum")) {
            values.add(schema.path("minimum"));
        }
        if (schema.has("maximum")) {
            values.add(schema.path("maximum"));
        }
        if (schema.has("maxLength")) {
            values.add(JSON.textNode("x"));
            values.add(JSON.textNode("я".repeat(schema.path("maxLength").asInt())));
            values.add(JSON.textNode("🌻".repeat(schema.path("maxLength").asInt())));
        }
        if (schema.has("pattern")) {
            values.add(JSON.textNode("-"));
            values.add(JSON.textNode("aZ09_-".repeat(11).substring(0, 64)));
        }
        return values;
    }

    /** The first values that are not, and some that are of another kind. */
    static List<JsonNode> beyond(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>();
        if (schema.has("minimum")) {
            values.add(JSON.numberNode(schema.path("minimum").asLong() - 1));
            values.add(JSON.numberNode(Long.MIN_VALUE));
        }
        if (schema.has("maximum")) {
            values.add(JSON.numberNode(schema.path("maximum").asLong() + 1));
            values.add(JSON.numberNode(Long.MAX_VALUE));
            values.add(JSON.numberNode(BigInteger.ONE.shiftLeft(64)));
            if (schema.path("maximum").asLong() < 1L << 32) {
                // What would be 1 if it were cut to 32 bits.
                values.add(JSON.numberNode((1L << 32) + 1));
            }
        }
        if (schema.has("maxLength")) {
            values.add(JSON.textNode(""));
            values.add(JSON.textNode("🌻".repeat(schema.path("maxLength").asInt() + 1)));
        }
        if (schema.has("pattern")) {
            if (!schema.path("pattern").asText().equals(CLIENT_ID)) {
                throw new AssertionError("no values for " + schema);
            }
            for (String missed : List.of("", "a b", "é", "a".repeat(65), "a\n")) {
                values.add(JSON.textNode(missed));
            }
        }
        values.addAll(ofAnotherKind(schema.path("type").asText()));
        return values;
    }

    private static List<JsonNode> ofAnotherKind(String type) {
        return switch (type) {
            case "string" -> List.of(JSON.numberNode(7), JSON.booleanNode(true), JSON.arrayNode(), JSON.objectNode());
            case "integer" ->
                List.of(JSON.textNode("7"), JSON.numberNode(7.5), JSON.numberNode(1e300), JSON.arrayNode());
            case "boolean" -> List.of(JSON.textNode("true"), JSON.numberNode(1), JSON.objectNode());
            default -> throw new AssertionError("no values of another kind than " + type);
        };
    }
}
