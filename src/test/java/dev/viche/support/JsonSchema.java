package dev.viche.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * As much of JSON Schema as the project's documents use, and stricter: a member the schema does not name is wrong, and so
 * is a keyword not known here, so that nothing passes unread.
 */
public final class JsonSchema {

    private static final Set<String> WORDS = Set.of("description", "default", "x-retry");

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    private JsonSchema(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with the value, each with its place. */
    public static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
        JsonSchema run = new JsonSchema(document);
        run.check(schema, value, "$");
        return run.faults;
    }

    /** The members the schema names, at any depth, that the value does not have. */
    public static List<String> absent(JsonNode document, JsonNode schema, JsonNode value) {
        JsonSchema run = new JsonSchema(document);
        run.check(schema, value, "$");
        return run.absent;
    }

    /** What a schema is once its references are followed. */
    public static JsonNode resolved(JsonNode document, JsonNode schema) {
        if (schema.has("$ref")) {
            String pointer = schema.path("$ref").asText().substring(1);
            JsonNode found = document.at(pointer);
            if (found.isMissingNode()) {
                throw new AssertionError("there is no " + pointer);
            }
            return resolved(document, found);
        }
        return schema.path("allOf").size() == 1 ? resolved(document, schema.at("/allOf/0")) : schema;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            check(resolved(document, schema), value, at);
            return;
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            String name = keyword.getKey();
            JsonNode rule = keyword.getValue();
            boolean good = switch (name) {
                case "type" -> isOfType(value, rule.asText());
                case "const" -> value.equals(rule);
                case "enum" -> contains(rule, value);
                case "pattern" ->
                    Pattern.compile(rule.asText()).matcher(value.asText()).find();
                case "minLength" -> codePoints(value) >= rule.asInt();
                case "maxLength" -> codePoints(value) <= rule.asInt();
                case "minimum" -> value.asLong() >= rule.asLong();
                case "maximum" -> value.asLong() <= rule.asLong();
                case "maxItems" -> value.size() <= rule.asInt();
                case "format" -> isOfFormat(value.asText(), rule.asText());
                case "required" -> hasAll(value, rule);
                case "properties" -> members(rule, value, at);
                case "additionalProperties" -> !rule.booleanValue();
                case "items" -> items(rule, value, at);
                case "allOf" -> matches(rule, value, (matching, all) -> matching.equals(all));
                case "anyOf" -> matches(rule, value, (matching, _) -> matching > 0);
                case "oneOf" -> matches(rule, value, (matching, _) -> matching == 1);
                default -> WORDS.contains(name);
            };
            if (!good) {
                faults.add("%s: %s is not %s %s".formatted(at, value, name, rule));
            }
        }
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new AssertionError("type " + type);
        };
    }

    private static boolean isOfFormat(String value, String format) {
        try {
            return switch (format) {
                case "uuid" -> UUID.fromString(value).toString().equals(value);
                case "date-time" -> Instant.parse(value).toString().equals(value);
                default -> throw new AssertionError("format " + format);
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    private static int codePoints(JsonNode value) {
        String text = value.asText();
        return text.codePointCount(0, text.length());
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        return array.valueStream().anyMatch(value::equals);
    }

    private static boolean hasAll(JsonNode value, JsonNode names) {
        return names.valueStream().allMatch(name -> value.has(name.asText()));
    }

    private boolean members(JsonNode schemas, JsonNode value, String at) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode schema = schemas.get(member.getKey());
            if (schema == null) {
                faults.add("%s has no member %s".formatted(at, member.getKey()));
            } else {
                check(schema, member.getValue(), at + "." + member.getKey());
            }
        }
        schemas.fieldNames().forEachRemaining(name -> {
            if (!value.has(name)) {
                absent.add(at + "." + name);
            }
        });
        return true;
    }

    private boolean items(JsonNode schema, JsonNode value, String at) {
        for (int i = 0; i < value.size(); i++) {
            check(schema, value.get(i), "%s[%d]".formatted(at, i));
        }
        return true;
    }

    private boolean matches(JsonNode schemas, JsonNode value, BiFunction<Integer, Integer, Boolean> verdict) {
        int matching = 0;
        for (JsonNode schema : schemas) {
            JsonSchema run = new JsonSchema(document);
            run.check(schema, value, "$");
            if (run.faults.isEmpty()) {
                matching++;
                absent.addAll(run.absent);
            }
        }
        return verdict.apply(matching, schemas.size());
    }
}
