package dev.viche.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, taken out by name; what nobody asked for is an error. */
final class Members {

    private final String of;
    private final ObjectNode object;
    private final Set<String> asked = new HashSet<>();

    /** @param of what the object is, for an error's sentence */
    Members(String of, ObjectNode object) {
        this.of = of;
        this.object = object;
    }

    String text(String name) {
        String value = optionalText(name);
        if (value == null) {
            throw missing(name, "a string");
        }
        return value;
    }

    @Nullable
    String optionalText(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            throw wrong(name, "a string");
        }
        return node.textValue();
    }

    long number(String name) {
        Long value = optionalNumber(name);
        if (value == null) {
            throw missing(name, "a whole number");
        }
        return value;
    }

    @Nullable
    Long optionalNumber(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return node.longValue();
    }

    boolean flag(String name) {
        JsonNode node = take(name);
        if (node == null) {
            throw missing(name, "true or false");
        }
        if (!node.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return node.booleanValue();
    }

    /** The object under that name, empty when there is none. */
    ObjectNode object(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return object.objectNode();
        }
        if (!(node instanceof ObjectNode found)) {
            throw wrong(name, "an object");
        }
        return found;
    }

    /** Refuses what was not asked for by now. */
    void nothingElse() {
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw FrameRefused.invalid("%s has no member %s; remove it.".formatted(of, quoted(name)));
            }
        });
    }

    private @Nullable JsonNode take(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private FrameRefused missing(String name, String kind) {
        return FrameRefused.invalid("%s needs the member %s, %s.".formatted(of, name, kind));
    }

    private FrameRefused wrong(String name, String kind) {
        return FrameRefused.invalid("The member %s of %s must be %s.".formatted(name, of, kind));
    }

    /** A name the client made up, fit to be read in a sentence. */
    static String quoted(String name) {
        String printable = name.codePoints()
                .limit(40)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "\"" + printable + "\"";
    }
}
