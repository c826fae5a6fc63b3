package dev.viche.accounts;

import dev.viche.protocol.Name;
import io.quarkus.runtime.annotations.RegisterResources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a name looks like: two names with a form in common may be taken for one another. Each character gives way to its
 * prototype among the look-alikes of Unicode (UTS 39, section 4), both as the name is written and as it is compared:
 * {@code Iena} with a capital i looks like {@code lena} only as it is written, {@code аna} with a Cyrillic а like
 * {@code ana} in either case.
 */
@RegisterResources(globs = "dev/viche/accounts/" + Skeleton.TABLE)
final class Skeleton {

    static final String TABLE = "confusables.txt";

    private Skeleton() {}

    /** The forms of a name, its key among them. */
    static List<String> forms(Name name) {
        return Stream.of(name.key(), of(name.key()), of(normalized(name.value(), Normalizer.Form.NFKC)))
                .map(Skeleton::keyOf)
                .distinct()
                .toList();
    }

    /** The skeleton of a text that is in NFKC. */
    static String of(String text) {
        Map<Integer, String> prototypes = Prototypes.ALL;
        String replaced = normalized(text, Normalizer.Form.NFD)
                .codePoints()
                .mapToObj(c -> prototypes.getOrDefault(c, Character.toString(c)))
                .collect(Collectors.joining());
        return normalized(replaced, Normalizer.Form.NFD);
    }

    /** A prototype may be a capital: {@code 0} is taken for {@code O}, and {@code O} is compared as {@code o}. */
    private static String keyOf(String form) {
        String folded = Name.fold(form);
        return folded.isEmpty() ? form : folded;
    }

    private static String normalized(String text, Normalizer.Form form) {
        return Normalizer.normalize(text, form);
    }

    /** Read when the first name is looked at, not at start. */
    private static final class Prototypes {
        static final Map<Integer, String> ALL = read();

        private static Map<Integer, String> read() {
            Map<Integer, String> read = new HashMap<>(4000);
            InputStream file = Objects.requireNonNull(Skeleton.class.getResourceAsStream(TABLE), TABLE);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                    String[] sides = line.split(": ", -1);
                    String prototype = Arrays.stream(sides[0].split("\\+", -1))
                            .map(Prototypes::codePoint)
                            .map(Character::toString)
                            .collect(Collectors.joining());
                    Arrays.stream(sides[1].split(" ", -1)).forEach(alike -> read.put(codePoint(alike), prototype));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(TABLE + " cannot be read", e);
            }
            return Map.copyOf(read);
        }

        private static Integer codePoint(String hexadecimal) {
            return Integer.valueOf(hexadecimal, 16);
        }
    }
}
