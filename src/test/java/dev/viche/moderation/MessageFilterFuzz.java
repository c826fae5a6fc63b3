package dev.viche.moderation;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.support.TightLimits;
import java.nio.file.Path;

/** Any message is looked at, and no text before or behind a word of the list hides it. */
public final class MessageFilterFuzz {

    private static final MessageFilter FILTER = MessageFilter.of(Path.of("src/test/resources/words.txt"));

    private MessageFilterFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        if (FILTER.objection(text + " " + TightLimits.WORD) == null
                || FILTER.objection(TightLimits.WORD + " " + text) == null) {
            throw new AssertionError("a word of the list was hidden by: " + text);
        }
    }
}
