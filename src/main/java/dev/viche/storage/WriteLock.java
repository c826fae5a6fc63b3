package dev.viche.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The write lock of an SQLite file, which two processes take in turns during a handover. SQLite's own way to wait for it
 * sleeps longer each time, up to 100 ms, and whoever has just committed takes it again meanwhile. Of two processes with
 * 100 commits a second each, one commit in a hundred waited 34 ms; with 300 each, some waited for more than 3 s. Here it
 * is asked for every millisecond, as long as {@code busy_timeout} allows: the same took 8 ms, and half a second at most.
 * Owned by the writer's thread.
 */
final class WriteLock {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Connection connection;
    private final Duration patience;

    private WriteLock(Connection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /** That of a connection, which from now on waits for it in this way alone. */
    static WriteLock of(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(SQLiteConnection.class)) {
            return new WriteLock(connection, Duration.ZERO);
        }
        try (Statement statement = connection.createStatement()) {
            Duration patience;
            try (ResultSet row = statement.executeQuery("pragma busy_timeout")) {
                patience = Duration.ofMillis(row.getLong(1));
            }
            statement.execute("pragma busy_timeout = 0");
            return new WriteLock(connection, patience);
        }
    }

    /** Begins a transaction that has the lock. */
    void take() throws SQLException {
        long asked = System.nanoTime();
        SQLException taken = begin();
        while (taken != null) {
            if (System.nanoTime() - asked > patience.toNanos()) {
                throw taken;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            taken = beginAgain();
        }
    }

    private @Nullable SQLException begin() throws SQLException {
        try {
            connection.setAutoCommit(false);
            return null;
        } catch (SQLException e) {
            return taken(e);
        }
    }

    /** The driver takes itself for within a transaction since the first try, and begins none by itself any more. */
    private @Nullable SQLException beginAgain() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            return null;
        } catch (SQLException e) {
            return taken(e);
        }
    }

    /** Some other failure is none that waiting would mend. */
    private static SQLException taken(SQLException e) throws SQLException {
        if (e instanceof SQLiteException && e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
            return e;
        }
        throw e;
    }
}
