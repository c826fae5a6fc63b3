package dev.viche.cluster;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A room whose log may have grown by another process's hand.
 *
 * @param direct whether it is a direct conversation
 * @param lastSeq its newest entry
 * @param from of a direct conversation: the newest entry that was there before
 */
public record Moved(long roomId, boolean direct, long lastSeq, long from) {

    /** Tells of each row: number, kind, last seq, time, from. Returns the newest of their times and {@code since}. */
    static long all(PreparedStatement statement, long since, Consumer<Moved> told) throws SQLException {
        long newest = since;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                newest = Math.max(newest, row.getLong(4));
                told.accept(
                        new Moved(row.getLong(1), "DIRECT".equals(row.getString(2)), row.getLong(3), row.getLong(5)));
            }
        }
        return newest;
    }
}
