package dev.viche.cli;

import java.io.Serial;

/** A command cannot go on for a reason that the caller can mend; it ends with that sentence on stderr. */
final class CommandFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * @param sentence what is wrong and what to do
     * @param exitCode what the process ends with, 1 or more
     */
    CommandFailed(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
