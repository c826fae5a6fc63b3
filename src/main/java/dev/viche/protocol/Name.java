package dev.viche.protocol;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A username or a room's name: 1 to 50 characters after trimming, none of them a control character.
 *
 * @param value the name as it is shown
 * @param key the name as it is compared: NFKC (UAX 15), case folded, without invisible characters, so that
 *     {@code Ana}, {@code ana} and {@code a<zero width space>na} are one name
 */
public record Name(String value, String key) {

    /** Longest name in code points. */
    public static final int MAX_LENGTH = 50;

    /** Marks the name of a direct conversation. */
    public static final char DIRECT = '@';

    /**
     * Reads a name a client sent.
     *
     * @param member the member of the frame it came in, for the error's sentence
     * @throws FrameRefused when it is empty, too long or has control characters
     */
    public static Name of(String member, String raw) {
        String value = raw.strip();
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MAX_LENGTH) {
            throw FrameRefused.invalid(
                    "%s must have 1 to %d characters after trimming; it has %d.".formatted(member, MAX_LENGTH, length));
        }
        if (value.codePoints().anyMatch(Name::isForbidden)) {
            throw FrameRefused.invalid(
                    "%s must not have control or text-direction characters; remove them.".formatted(member));
        }
        String key = fold(value);
        if (key.isEmpty()) {
            throw FrameRefused.invalid("%s must have a visible character.".formatted(member));
        }
        return new Name(value, key);
    }

    /** Reads a person's name: as {@link #of}, and it must not begin with the mark of direct conversations. */
    public static Name ofPerson(String member, String raw) {
        Name name = of(member, raw);
        if (name.key.charAt(0) == DIRECT) {
            throw FrameRefused.invalid("%s must not begin with @: that marks a direct conversation.".formatted(member));
        }
        return name;
    }

    /** Whether this, as a room's name, names a direct conversation. */
    public boolean isDirect() {
        return value.charAt(0) == DIRECT;
    }

    private static String fold(String value) {
        String visible = value.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        // Upper before lower: that is how 'ß' meets "SS" and a final sigma meets a plain one.
        String folded = nfkc(visible).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return nfkc(folded).strip();
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static boolean isForbidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> isDirectional(c);
            default -> false;
        };
    }

    /** Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9): they let one name look like another. */
    private static boolean isDirectional(int c) {
        return c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
