package dev.viche.backup;

import dev.viche.storage.PostgresDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;

/** The log of the cluster flavour: a PostgreSQL database. */
public final class DatabaseLog implements LogStore {

    private static final int ROWS_AT_ONCE = 500;

    // What stands in the way of an operator's own long transaction, and what bounds the wait for one of the log's.
    private static final String NO_HURRY = "set local statement_timeout = 0";
    private static final String PATIENCE = "set local lock_timeout = '5s'";
    // An instance that starts meanwhile reads the epoch, and so waits until this transaction is over.
    private static final String KEEP_OUT = "lock table server, instance, room in access exclusive mode";
    private static final String LIVING = "select count(*) from heartbeat where seen_at > "
            + "extract(epoch from clock_timestamp()) * 1000 - " + DatabaseLog.EXPIRY_MS;
    private static final String UNFIT = "select count(*) from message m left join room r on r.id = m.room_id"
            + " where r.id is null or m.seq > r.last_seq";

    /** An instance that did not tell for so long that it lives is dead. */
    private static final long EXPIRY_MS = 15_000;

    private final PostgresDatabase database;

    public DatabaseLog(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Connection snapshot() throws SQLException {
        Connection log = database.open();
        log.setReadOnly(true);
        log.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        log.setAutoCommit(false);
        try (Statement statement = log.createStatement()) {
            statement.execute(NO_HURRY);
        }
        return log;
    }

    @Override
    public String byBytes() {
        return " collate \"C\"";
    }

    @Override
    public Export.Counts fill(Import lines) throws IOException {
        makeSchema();
        try (Connection log = database.open();
                Statement statement = log.createStatement()) {
            begin(log, statement);
            for (ExportLine line : ExportLine.values()) {
                refuseRowsOf(line, statement);
            }
            Export.Counts counts = lines.into(log, ROWS_AT_ONCE);
            fits(statement, "What was read");
            makeNoIdAgain(statement);
            log.commit();
            return counts;
        } catch (SQLException e) {
            throw failed(LogStore.firstLine(e), e);
        }
    }

    /** Where nobody is: a schema that is there may be the one that instances of the version before work with. */
    private void makeSchema() {
        try (Connection log = database.open();
                Statement statement = log.createStatement()) {
            if (isThere("heartbeat", statement)) {
                refuseLiving(statement);
            }
            if (isThere("room", statement)) {
                refuseRowsOf(ExportLine.ROOM, statement);
            }
            database.migrate();
        } catch (SQLException e) {
            throw failed(LogStore.firstLine(e), e);
        } catch (FlywayException e) {
            throw failed(root(e), e);
        }
    }

    private static boolean isThere(String table, Statement statement) throws SQLException {
        return number(statement, "select count(to_regclass('%s'))".formatted(table)) > 0;
    }

    private void refuseRowsOf(ExportLine line, Statement statement) throws SQLException {
        if (number(statement, "select count(*) from (select 1 from %s limit 1) as one".formatted(line.type())) > 0) {
            throw new BackupFailed("The log in %s is not empty; set QUARKUS_DATASOURCE_JDBC_URL to a new database."
                    .formatted(database));
        }
    }

    /** A transaction that has the log to itself. */
    private void begin(Connection log, Statement statement) throws SQLException {
        log.setAutoCommit(false);
        statement.execute(NO_HURRY);
        statement.execute(PATIENCE);
        statement.execute(KEEP_OUT);
        refuseLiving(statement);
    }

    private void refuseLiving(Statement statement) throws SQLException {
        if (number(statement, LIVING) > 0) {
            throw new BackupFailed(
                    "The log in %s is in use; stop its instances first. One that was killed counts for %d s."
                            .formatted(database, EXPIRY_MS / 1000));
        }
    }

    private static void fits(Statement statement, String called) throws SQLException {
        if (number(statement, UNFIT) > 0) {
            throw new BackupFailed(
                    "%s is no sound log (its entries do not fit its rooms); take another one.".formatted(called));
        }
    }

    /** Ids are given by the database, and some came along. */
    private static void makeNoIdAgain(Statement statement) throws SQLException {
        for (ExportLine line : ExportLine.values()) {
            if (line.hasId()) {
                number(
                        statement,
                        "select setval(pg_get_serial_sequence('%1$s', 'id'), (select coalesce(max(id), 0) + 1 from %1$s), false)"
                                .formatted(line.type()));
            }
        }
    }

    @Override
    public LogSummary newEpoch(boolean voidTokens) throws IOException {
        try (Connection log = database.open();
                Statement statement = log.createStatement()) {
            begin(log, statement);
            fits(statement, toString());
            Renewal.within(log, voidTokens);
            LogSummary summary = LogSummary.of(log);
            log.commit();
            return summary;
        } catch (SQLException e) {
            throw failed(LogStore.firstLine(e), e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private BackupFailed failed(String why, Exception cause) {
        return new BackupFailed(
                ("%s cannot be written (%s); nothing was changed. QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD"
                                + " have to be those of the instances.")
                        .formatted(database, why),
                cause);
    }

    /** Flyway's own messages are paragraphs; the driver's, beneath them, are a sentence. */
    private static String root(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause != null) {
            return root(cause);
        }
        return failure instanceof SQLException refused
                ? LogStore.firstLine(refused)
                : String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
    }

    @Override
    public String toString() {
        return database.toString();
    }
}
