package dev.viche.protocol;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A username or a room's name: 1 to 50 characters after trimming, none of them a control character.
 *
 * @param value the name as it is shown
 * @param key the name as it is compared: NFKC (UAX 15), case folded, without invisible characters, so that
 *     {@code Ana}, {@code ana} and {@code a<zero width space>na} are one name; never empty, and the key of a key is the
 *     key itself
 */
public record Name(String value, String key) {

    /** Longest name in code points. */
    public static final int MAX_LENGTH = 50;

    /** Marks the name of a direct conversation. */
    public static final char DIRECT = '@';

    /** Format characters, and what else a reader does not see: Default_Ignorable_Code_Point of the Unicode database. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
                    + "\\x{180B}-\\x{180F}\\x{2065}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}]");

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
        if (key.charAt(0) == DIRECT && value.charAt(0) != DIRECT) {
            // A full-width @, or a hidden character before it, would pass an open room off as a direct conversation.
            throw FrameRefused.invalid("%s begins with a character that looks like @; use @ itself.".formatted(member));
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

    /** How a text is compared; empty when nothing of it is visible. */
    public static String fold(String value) {
        String visible = nfkc(INVISIBLE.matcher(value).replaceAll(""));
        // Upper case is how 'ß' meets "SS" and a final sigma meets a plain one; lower case before it is how 'ẞ' does.
        String folded =
                visible.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
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
