package dev.viche.messages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** Begins a transaction, which has the write lock from here on. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
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
            throw new SQLException("no row for: " + sql);
        }
        return found;
    }

    /**
     * Commits. Not with the driver's commit(): that begins the next transaction at once, and so an idle server would
     * keep every other process from writing.
     */
    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Undoes what is not committed; in plain SQL, for the same reason. */
    void rollback() throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute("rollback");
        } finally {
            connection.setAutoCommit(true);
        }
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
