package dev.viche.protocol;

/** The checks of a message's text. */
final class ChatText {

    private ChatText() {}

    /**
     * Returns the text unchanged.
     *
     * @throws FrameRefused when it is blank, longer than {@code limit} code points, or cannot be stored as it is
     */
    static String checked(String text, int limit) {
        if (text.isBlank()) {
            throw FrameRefused.invalid("message_text must have a visible character.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw new FrameRefused(
                    Refusal.TOO_LONG,
                    "message_text has %d characters and the limit is %d; shorten it or send it in parts."
                            .formatted(length, limit));
        }
        if (text.codePoints().anyMatch(ChatText::isUnstorable)) {
            throw FrameRefused.invalid("message_text must not have NUL or half a surrogate pair; remove them.");
        }
        return text;
    }

    /** NUL has no place in a PostgreSQL text, an unpaired surrogate none in UTF-8. */
    private static boolean isUnstorable(int c) {
        return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
