package dev.viche.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a log holds, in three values.
 *
 * @param epoch its name
 * @param entries the sum of its rooms' last seqs: every entry ever made, pruned ones included
 */
public record LogSummary(String epoch, long rooms, long entries) {

    // What no transaction of the writer leaves behind, whatever the pages say.
    private static final String ABOVE_LAST =
            "select count(*) from message m join room r on r.id = m.room_id where m.seq > r.last_seq";

    static LogSummary of(Connection log) throws SQLException {
        try (Statement statement = log.createStatement();
                ResultSet row = statement.executeQuery("select (select epoch from server where id = 1), count(*),"
                        + " coalesce(sum(last_seq), 0) from room")) {
            row.next();
            return new LogSummary(String.valueOf(row.getString(1)), row.getLong(2), row.getLong(3));
        }
    }

    /**
     * Reads every page of a copy and checks that it is a whole log. Leaves one file, without a WAL beside it.
     *
     * @throws BackupFailed when it is not
     */
    static LogSummary check(Path copy, String called) {
        try (Connection log = LogFile.open(copy);
                Statement statement = log.createStatement()) {
            statement.execute("pragma journal_mode = delete");
            String verdict = first(statement, "pragma integrity_check");
            if (!verdict.equals("ok")) {
                throw unsound(called, verdict, null);
            }
            if (!first(statement, "select count(*) from pragma_foreign_key_check")
                            .equals("0")
                    || !first(statement, ABOVE_LAST).equals("0")) {
                throw unsound(called, "its entries do not fit its rooms", null);
            }
            LogSummary summary = of(log);
            if (summary.epoch().equals("null")) {
                throw unsound(called, "it has no epoch", null);
            }
            return summary;
        } catch (SQLException e) {
            throw unsound(called, String.valueOf(e.getMessage()), e);
        }
    }

    private static BackupFailed unsound(String called, String why, @Nullable SQLException cause) {
        String sentence = "%s is no sound log (%s); take another one.".formatted(called, why);
        return cause == null ? new BackupFailed(sentence) : new BackupFailed(sentence, cause);
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
