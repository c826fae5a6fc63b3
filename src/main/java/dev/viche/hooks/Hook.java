package dev.viche.hooks;

import org.jspecify.annotations.Nullable;

/**
 * An address that is told of a room's entries.
 *
 * @param secret what its messages are signed with
 * @param deliveredSeq the newest entry it has taken
 * @param failures how many tries in a row came to nothing
 * @param trouble why the last one did; null when it did not
 */
public record Hook(
        long id,
        long roomId,
        String roomName,
        String url,
        String secret,
        long deliveredSeq,
        int failures,
        @Nullable String trouble) {

    /** Without the secret: what is printed may end in a log. */
    @Override
    public String toString() {
        return "Hook[" + id + "]";
    }
}
