package dev.viche.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A writer's connection with each of its statements prepared once. Owned by the writer's thread. */
public final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable WriteLock lock;
    private @Nullable String gathered;

    /** @param connection closed with this */
    public Statements(Connection connection) {
        this.connection = connection;
    }

    /** Begins a transaction; on SQLite with the write lock. */
    public void begin() throws SQLException {
        WriteLock ours = lock;
        if (ours == null) {
            ours = WriteLock.of(connection);
            lock = ours;
        }
        ours.take();
    }

    /** Carries out a change. Returns how many rows it made, changed or took out. */
    public int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /**
     * Carries out a change later: with others of the same kind in one way to the database and back, before anything else
     * is asked of this connection, and at the latest with the commit. A failure shows only then.
     */
    public void gather(String sql, @Nullable Object... values) throws SQLException {
        if (!sql.equals(gathered)) {
            sendGathered();
        }
        bind(sql, values).addBatch();
        gathered = sql;
    }

    private void sendGathered() throws SQLException {
        PreparedStatement statement = gathered == null ? null : prepared.get(gathered);
        gathered = null;
        if (statement != null) {
            var _ = statement.executeBatch();
        }
    }

    /** The first row; null when there is none. */
    public <T> @Nullable T first(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet found = bound(sql, values).executeQuery()) {
            return found.next() ? row.read(found) : null;
        }
    }

    /** All rows. */
    public <T> List<T> all(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet found = bound(sql, values).executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.read(found));
            }
            return rows;
        }
    }

    /** The first row of a statement that always has one. */
    public <T> T only(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        T found = first(row, sql, values);
        if (found == null) {
            throw new IllegalStateException("no row for: " + sql);
        }
        return found;
    }

    /**
     * Commits. Not by {@link Connection#commit}: SQLite's driver begins the next transaction in the same call, and would
     * keep the write lock from every other process for as long as nobody speaks here.
     */
    public void commit() throws SQLException {
        sendGathered();
        connection.setAutoCommit(true);
    }

    /** Undoes what is not committed; in plain SQL, for the same reason. */
    public void rollback() throws SQLException {
        gathered = null;
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

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        sendGathered();
        return bind(sql, values);
    }

    // Each statement stays open in the map until the connection is closed.
    @SuppressWarnings("MustBeClosed")
    private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
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

    /** How a row is read. */
    @FunctionalInterface
    public interface Row<T> {
        /** Reads the row the cursor is at. */
        T read(ResultSet row) throws SQLException;
    }
}
