package dev.viche.backup;

import dev.viche.storage.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A data directory with a log in which Ana spoke in the garden, in WAL mode as a server writes it. */
final class Talk {

    private static final String ANA = "0198c0de-0000-4000-8000-000000000001";

    private final Path directory;

    Talk(Path directory) {
        this.directory = directory;
    }

    /** One in which she said so many things. */
    static Talk of(Path directory, int messages) throws IOException, SQLException {
        Files.createDirectories(directory);
        Talk talk = new Talk(directory);
        Schema.create(talk.log());
        talk.update("pragma journal_mode = wal");
        talk.update("insert into room (id, kind, name, name_key, last_seq, created_at, last_activity)"
                + " values (1, 'OPEN', 'garden', 'garden', 0, 1000, 1000)");
        talk.update("insert into membership values (1, '" + ANA + "', 'ana', 'ana', 0)");
        talk.say(messages);
        return talk;
    }

    void say(int messages) throws SQLException {
        try (Connection connection = LogFile.open(log());
                PreparedStatement insert = connection.prepareStatement("insert into message (room_id, seq, kind,"
                        + " message_id, user_id, username, message_text, at, client_message_id)"
                        + " select 1, last_seq + 1, 'POSTED', 'm' || (last_seq + 1), ?, 'ana', ?, 1000, 'c' ||"
                        + " (last_seq + 1) from room where id = 1");
                Statement last = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < messages; i++) {
                insert.setString(1, ANA);
                insert.setString(2, "Пр\u0438в\u0456т \uD83C\uDF3B\n\"%d\"".formatted(i));
                insert.executeUpdate();
                last.executeUpdate("update room set last_seq = last_seq + 1 where id = 1");
            }
            connection.commit();
        }
    }

    Path directory() {
        return directory;
    }

    LogStore store() {
        return new DirectoryLog(directory, InstantSource.system());
    }

    Path log() {
        return directory.resolve(LogFile.NAME);
    }

    void update(String sql) throws SQLException {
        try (Connection connection = LogFile.open(log());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String only(String sql) throws SQLException {
        return rows(sql).getFirst();
    }

    /** Each row as a line. */
    List<String> rows(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = LogFile.open(log());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    line.add(String.valueOf(row.getString(i)));
                }
                lines.add(String.join("|", line));
            }
        }
        return lines;
    }
}
