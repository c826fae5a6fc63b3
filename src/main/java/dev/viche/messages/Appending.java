package dev.viche.messages;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an entry gets into the log so that no client's id is in it twice. Made for one batch; the writer's thread owns it. */
interface Appending {

    /** These writes come. Called once, when it is their turn ({@link Turns}), before the first {@link #append}. */
    void expect(Statements sql, List<Write> writes) throws SQLException;

    /**
     * Appends an entry.
     *
     * @param clientId what its author calls it; null for none
     * @param values the row, in the order of {@code EntryWrites.INSERT}
     * @return false, and nothing was written, when the author has used that client id in the room before
     */
    boolean append(Statements sql, long roomId, UUID author, @Nullable String clientId, @Nullable Object... values)
            throws SQLException;
}
