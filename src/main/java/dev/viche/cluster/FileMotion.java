package dev.viche.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** On SQLite: the file itself tells, in microseconds, whether it was changed. */
final class FileMotion implements Motion {

    /** What may be read again: commits of two processes do not appear in the order of their clocks. */
    private static final long OVERLAP_MILLIS = 2000;

    // Found by age, not by room: the newest entries of all rooms are few, one room's entries may be millions.
    private static final String MOVES = "select id, kind, last_seq, last_activity, case kind when 'DIRECT' then"
            + " (select coalesce(min(m.seq) - 1, room.last_seq) from message m indexed by message_by_age"
            + " where m.at > ? and m.room_id = room.id) else last_seq end from room"
            + " where kind in ('OPEN', 'DIRECT') and last_activity >= ?";

    @Override
    public long version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma data_version")) {
            return row.getLong(1);
        }
    }

    @Override
    public long read(Connection connection, long since, Consumer<Moved> told) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVES)) {
            statement.setLong(1, since - OVERLAP_MILLIS);
            statement.setLong(2, since - OVERLAP_MILLIS);
            return Moved.all(statement, since, told);
        }
    }
}
