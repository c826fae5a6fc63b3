package dev.viche.backup;

import java.io.Serial;

/** A backup, restore, export or import could not be carried out. The message says why, and what to do. */
public final class BackupFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BackupFailed(String sentence) {
        super(sentence);
    }

    BackupFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
