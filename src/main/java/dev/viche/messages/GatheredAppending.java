package dev.viche.messages;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On PostgreSQL, where a statement is a way over the network and back: one question for all client ids of the batch, and
 * all its entries in one way. Nobody else can add such an id in between, since the rows of the rooms are locked.
 */
final class GatheredAppending implements Appending {

    private static final String KNOWN =
            "select message.room_id, message.user_id, message.client_message_id from message"
                    + " join unnest(string_to_array(?, ' ')::bigint[], string_to_array(?, ' '), string_to_array(?, ' '))"
                    + " as asked (room_id, user_id, client_message_id) on asked.room_id = message.room_id"
                    + " and asked.user_id = message.user_id and asked.client_message_id = message.client_message_id"
                    + " where message.client_message_id is not null";

    private record Id(long roomId, String author, String clientId) {}

    private final Set<Id> used = new HashSet<>();

    @Override
    public void expect(Statements sql, List<Write> writes) throws SQLException {
        // Ids and UUIDs have no space in them.
        StringBuilder rooms = new StringBuilder();
        StringBuilder authors = new StringBuilder();
        StringBuilder ids = new StringBuilder();
        for (Write write : writes) {
            if (write instanceof Write.Post post && post.clientMessageId() != null) {
                String gap = rooms.isEmpty() ? "" : " ";
                rooms.append(gap).append(post.roomId());
                authors.append(gap).append(post.author().userId());
                ids.append(gap).append(post.clientMessageId());
            }
        }
        if (!rooms.isEmpty()) {
            used.addAll(sql.all(
                    row -> new Id(row.getLong(1), row.getString(2), row.getString(3)),
                    KNOWN,
                    rooms.toString(),
                    authors.toString(),
                    ids.toString()));
        }
    }

    @Override
    public boolean append(
            Statements sql, long roomId, UUID author, @Nullable String clientId, @Nullable Object... values)
            throws SQLException {
        if (clientId != null && !used.add(new Id(roomId, author.toString(), clientId))) {
            return false;
        }
        sql.gather(EntryWrites.INSERT, values);
        return true;
    }
}
