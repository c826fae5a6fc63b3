package dev.viche.config;

import java.nio.file.Path;
import java.util.Optional;

/** What may be said: {@code viche.moderation}. */
public interface ModerationConfig {

    /**
     * A text file in UTF-8 with one word a line; a message with one of them is refused. Words are compared whole and
     * without regard to case. Read at start.
     */
    Optional<Path> wordsFile();
}
