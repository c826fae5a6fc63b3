package dev.viche.protocol;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the frames' records look like, and samples of them, by reflection: a new member needs no new line here. */
final class Records {

    private static final UUID ID = UUID.fromString("0192f0c1-1111-7000-8000-00000000000a");
    private static final Instant TIME = Instant.parse("2026-11-21T09:00:00.123Z");

    /** How much a sample has. */
    enum Fill {
        /** Every member. */
        ALL,
        /** Only what may not be null; lists are empty and flags are down. */
        BARE
    }

    private Records() {}

    /** The records of a sealed interface, those of sealed interfaces in it included. */
    static List<Class<?>> of(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(type) : of(type).stream())
                .toList();
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** {@code messageText} as {@code message_text}, {@code ChatMessage} as {@code chat_message}. */
    static String wireName(String javaName) {
        return javaName.replaceAll("(?<=.)(\\p{Lu})", "_$1").toLowerCase(Locale.ROOT);
    }

    static <T> T sample(Class<T> type, Fill fill) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = fill == Fill.BARE && isNullable(components[i]) ? null : value(components[i], fill);
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }

    private static Object value(RecordComponent component, Fill fill) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return "sample";
        } else if (type == UUID.class) {
            return ID;
        } else if (type == Instant.class) {
            return TIME;
        } else if (type == boolean.class) {
            return fill == Fill.ALL;
        } else if (type == int.class || type == Integer.class) {
            return 7;
        } else if (type == long.class || type == Long.class) {
            return 7L;
        } else if (type == List.class) {
            return fill == Fill.ALL ? list(component) : List.of();
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isRecord()) {
            return sample(type, fill);
        }
        throw new AssertionError("no sample of a component of type " + type);
    }

    /** One of each kind of its elements. */
    private static List<Object> list(RecordComponent component) {
        String element = component.getGenericType().getTypeName();
        List<Object> elements = new ArrayList<>();
        if (element.contains(ServerFrame.Entry.class.getName())) {
            of(ServerFrame.Entry.class).forEach(type -> elements.add(sample(type, Fill.ALL)));
        } else if (element.contains(ServerFrame.Member.class.getName())) {
            elements.add(sample(ServerFrame.Member.class, Fill.ALL));
        } else {
            throw new AssertionError("no sample of a component of type " + element);
        }
        return elements;
    }
}
