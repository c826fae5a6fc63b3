package dev.viche.moderation;

import dev.viche.protocol.Name;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses messages with a word of a list. Words are compared whole, as names are: whatever their case, their encoding and
 * the invisible characters in them. A list of words stops a habit, not a will.
 */
final class WordList implements MessageFilter {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Set<String> words;

    /** @param words empty ones do not count */
    WordList(Collection<String> words) {
        this.words =
                words.stream().map(Name::fold).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public @Nullable String objection(String text) {
        return BETWEEN_WORDS.splitAsStream(Name.fold(text)).anyMatch(words::contains)
                ? "Your message has a word that is not said here; leave it out and send the message again."
                : null;
    }
}
