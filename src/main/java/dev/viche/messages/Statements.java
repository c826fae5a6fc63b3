package dev.viche.messages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writer's connection with each of its statements prepared once. Owned by the writer's thread. */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins a transaction that has the write lock from its first moment. In SQL, and not by {@code setAutoCommit(false)}:
     * by that the driver begins the next transaction with each commit, and another process on the file would wait for
     * the lock for as long as this one has nothing to write.
     */
    void begin() throws SQLException {
        update("begin immediate");
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** The first row; null when there is none. */
    <T> @Nullable T first(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet found = bound(sql, values).executeQuery()) {
            return found.next() ? row.read(found) : null;
        }
    }

    /** The first row of a statement that always has one. */
    <T> T only(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        T found = first(row, sql, values);
        if (found == null) {
            throw new IllegalStateException("no row for: " + sql);
        }
        return found;
    }

    void commit() throws SQLException {
        update("commit");
    }

    void rollback() throws SQLException {
        update("rollback");
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
        }
    }

    // Each statement stays open in the map until the connection is closed.
    @SuppressWarnings("MustBeClosed")
    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
