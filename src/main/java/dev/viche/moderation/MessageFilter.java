package dev.viche.moderation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what is about to be said: the place for a word filter, or for one of your own. Asked on event loops for every
 * message and edit: an implementation must not block, and answers within microseconds.
 */
public interface MessageFilter {

    /**
     * Why that is not to be said, as a sentence for its author; null when it may.
     *
     * @param text what is to be said, as it was sent
     */
    @Nullable
    String objection(String text);

    /**
     * Refuses the words of a file, one a line.
     *
     * @param words null for none, then everything may be said
     * @throws UncheckedIOException when it cannot be read
     */
    static MessageFilter of(@Nullable Path words) {
        if (words == null) {
            return new NoFilter();
        }
        try {
            return new WordList(Files.readAllLines(words));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "VICHE_MODERATION_WORDS_FILE cannot be read: " + words.toAbsolutePath()
                            + "; it is a text file in UTF-8 with one word a line",
                    e);
        }
    }
}
