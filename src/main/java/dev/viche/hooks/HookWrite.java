package dev.viche.hooks;

import java.time.Instant;

/** What the log's writer is asked for by whoever delivers. */
public sealed interface HookWrite {

    /** Let this process, and no other, tell that hook until then. */
    record Lease(long hookId, String instance, Instant until) implements HookWrite {}

    /** It has taken all up to there. */
    record Delivered(long hookId, String instance, long seq) implements HookWrite {}

    /** It has not; the next try is then. */
    record Failed(long hookId, String instance, String trouble, Instant next) implements HookWrite {}
}
