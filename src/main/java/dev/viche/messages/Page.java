package dev.viche.messages;

import java.util.List;

/**
 * A stretch of a room's log, in ascending order and without a gap.
 *
 * @param firstSeq the oldest entry the log still has; {@code lastSeq + 1} when it has none
 * @param lastSeq the newest entry when this was read
 * @param more whether there are further entries on the side that was read towards
 */
public record Page(List<Change> entries, long firstSeq, long lastSeq, boolean more) {

    /** The seq of the page's last entry; {@code otherwise} when the page is empty. */
    public long end(long otherwise) {
        return entries.isEmpty() ? otherwise : entries.getLast().seq();
    }
}
