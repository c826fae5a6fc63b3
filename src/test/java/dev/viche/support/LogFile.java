package dev.viche.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The database file, read and written beside the server, as another process would. */
public final class LogFile {

    private static final String ROOM = "(select id from room where name = ?)";

    private final Path file;

    LogFile(Path file) {
        this.file = file;
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

    private List<String> query(String sql, Object... parameters) {
        try (Connection connection = connect();
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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=5000");
    }
}
