package dev.viche.storage;

import org.jspecify.annotations.Nullable;

/** The data directory cannot hold a log. The message is one sentence that says why and what to do. */
public final class UnusableDataDirectory extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableDataDirectory(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
