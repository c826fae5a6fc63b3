package dev.viche.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the log can be written. Set by the one writer, read by readiness. */
@ApplicationScoped
public class StorageState {

    /** Since when and why the log cannot be written. */
    public record Failure(String reason, Instant since) {}

    private volatile @Nullable Failure failure;

    /** The present failure; null while all is well. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** A write failed. Returns whether this is news. */
    public boolean failed(String reason, Instant now) {
        Failure before = failure;
        failure = new Failure(reason, before == null ? now : before.since());
        return before == null;
    }

    /** A write passed. Returns the failure this ended, null when there was none. */
    public @Nullable Failure recovered() {
        Failure before = failure;
        failure = null;
        return before;
    }
}
