package dev.viche.messages;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On SQLite, where a statement is a call: the index that makes a resend harmless also tells that it is one. */
final class EachAppending implements Appending {

    @Override
    public void expect(Statements sql, List<Write> writes) {}

    @Override
    public boolean append(
            Statements sql, long roomId, UUID author, @Nullable String clientId, @Nullable Object... values)
            throws SQLException {
        return sql.update(EntryWrites.INSERT, values) > 0;
    }
}
