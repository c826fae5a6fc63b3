package dev.viche.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The database, read and written beside the server, as another process would. */
public final class LogFile {

    private static final String ROOM = "(select id from room where name = ?)";

    // Of PostgreSQL: readers go on, whoever wants to write one of these waits.
    private static final String LOCK_TABLES = "lock table room, message, membership, presence, account in share mode";

    private final Store store;

    public LogFile(Store store) {
        this.store = store;
    }

    /** Every value of every column of the room's log, as text. */
    public List<String> values(String room) {
        return query("select * from message where room_id = " + ROOM + " order by seq", room);
    }

    /** The seqs of the messages with that {@code client_message_id}. */
    public List<Long> seqs(String room, String clientMessageId) {
        return query(
                        "select seq from message where room_id = " + ROOM + " and client_message_id = ? order by seq",
                        room,
                        clientMessageId)
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    /** How far someone has read. */
    public long readMark(String room, UUID reader) {
        return Long.parseLong(query(
                        "select read_seq from membership where room_id = " + ROOM + " and user_id = ?",
                        room,
                        reader.toString())
                .getFirst());
    }

    /** What signs this log's resume tokens. */
    public byte[] tokenKey() {
        return HexFormat.of().parseHex(query("select token_key from server").getFirst());
    }

    /** The place of the oldest entry; beyond every place when there is none. */
    public long firstSeq(String room) {
        return Long.parseLong(
                query("select coalesce(min(seq), " + Long.MAX_VALUE + ") from message where room_id = " + ROOM, room)
                        .getFirst());
    }

    /** Makes entries older than they are, up to that place. */
    public void age(String room, long upTo, Duration by) {
        update("update message set at = at - ? where room_id = " + ROOM + " and seq <= ?", by.toMillis(), room, upTo);
    }

    /** Makes an account an admin's, as the command beside the server does. */
    public void makeAdmin(UUID userId) {
        update("update account set role = 'ADMIN' where user_id = ?", userId.toString());
    }

    /** Keeps the server from writing until it is closed. */
    public Lock lock() {
        return new Lock();
    }

    /** The write lock, held by what the server must take for another process. */
    public final class Lock implements AutoCloseable {
        private final Connection holder;

        private Lock() {
            try {
                holder = store.connect();
                try (Statement statement = holder.createStatement()) {
                    statement.execute(store.isFile() ? "begin immediate" : "begin");
                    if (!store.isFile()) {
                        statement.execute(LOCK_TABLES);
                    }
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            try (holder;
                    Statement statement = holder.createStatement()) {
                statement.execute("rollback");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void update(String sql, Object... parameters) {
        try (Connection connection = store.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            if (statement.executeUpdate() == 0) {
                throw new AssertionError("nothing was there to change: " + sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> query(String sql, Object... parameters) {
        try (Connection connection = store.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        values.add(String.valueOf(rows.getString(i)));
                    }
                }
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
