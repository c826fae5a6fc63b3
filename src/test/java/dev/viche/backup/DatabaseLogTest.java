package dev.viche.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.storage.PostgresDatabase;
import dev.viche.support.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ana's talk moves from a file to a PostgreSQL and back. */
class DatabaseLogTest {

    // Above the rows that are put at once, so that there are two lots of them.
    private static final int MESSAGES = 700;

    private static PostgresServer server;

    private static int databases;

    @TempDir
    private Path folder;

    private Talk talk = new Talk(Path.of(""));
    private String url = "";

    @BeforeAll
    static void startTheServer(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgresql"));
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @BeforeEach
    void aTalkWithAllThereIsAndADatabaseWithNothing() throws Exception {
        String name = "log_%d".formatted(++databases);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        url = server.url().replaceFirst("/[^/]*$", "/" + name);
        talk = Talk.of(folder.resolve("data"), MESSAGES);
        talk.update("update message set message_text = null, deleted_at = 6, deleted_by = 'u' where seq = 4");
        talk.update("delete from message where seq < 3");
        talk.update("update room set closed = 1, topic = 'beans', slow_mode = 5 where id = 1");
        talk.update("insert into room (id, kind, name, name_key, last_seq, created_at, last_activity)"
                + " values (9, 'DIRECT', 'a+b', 'a+b', 0, 1, 2)");
        for (String id : List.of("u", "v", "Z", "é", "a-b", "ab", "a_b")) {
            talk.update("insert into account (user_id, username, name_key, role, password, created_at)"
                    + " values ('%1$s', '%1$s', '%1$s', 'USER', 'argon', 3)".formatted(id));
            talk.update("insert into membership values (9, '%1$s', '%1$s', '%1$s', 0)".formatted(id));
        }
        talk.update("insert into reserved_name values ('ana', 'u')");
        talk.update("insert into room_alias values ('plot', 1)");
        talk.update("insert into room_role values (1, 'u', 'OWNER', 'u', 4)");
        talk.update("insert into sanction (id, kind, room_id, user_id, with_address, until, given_by, given_at)"
                + " values (2, 'BAN', 0, 'v', 1, 99, 'u', 5)");
        talk.update("insert into sanction (id, kind, room_id, network, parent, until, given_by, given_at)"
                + " values (3, 'BAN', 0, 2130706433, 2, 99, 'u', 5)");
        talk.update("insert into bot values ('u', 1, 'hash-of-a-token', 'READ WRITE', 'u', 4, 99)");
        talk.update("insert into webhook (id, room_id, url, secret, made_by, made_at, delivered_seq)"
                + " values (1, 1, 'https://ci.example.org/', 'what-signs', 'u', 4, 22)");
        talk.update("insert into audit (id, at, room_id, deed, actor_id, actor, user_id, reason)"
                + " values (7, 5, 0, 'BANNED', 'u', 'ana', 'v', 'spam')");
    }

    @Test
    void aLogThatGoesThereAndBackIsTheSameLineByLine() throws Exception {
        // Given
        List<String> before = export(talk.store());
        assertThat(before).hasSizeGreaterThan(MESSAGES);
        Talk back = new Talk(folder.resolve("back"));

        // When
        Export.Counts there = ExportFile.readFrom(stream(before), database());
        List<String> between = export(database());
        Export.Counts again = ExportFile.readFrom(stream(between), back.store());

        // Then
        assertThat(between.subList(1, between.size())).isEqualTo(before.subList(1, before.size()));
        assertThat(export(back.store()).subList(1, before.size())).isEqualTo(before.subList(1, before.size()));
        assertThat(again).isEqualTo(there).isEqualTo(new Export.Counts(7, 2, 8, MESSAGES - 2));
        for (String column : List.of("epoch", "token_key")) {
            assertThat(rows("select %s from server".formatted(column)))
                    .isEqualTo(talk.rows("select %s from server".formatted(column)));
        }
    }

    @ParameterizedTest
    @CsvSource({"room, 10", "webhook, 2", "sanction, 4", "audit, 8"})
    void anIdThatCameAlongIsNotGivenAgain(String table, long next) throws Exception {
        var _ = ExportFile.readFrom(stream(export(talk.store())), database());

        assertThat(rows("select nextval(pg_get_serial_sequence('%s', 'id'))".formatted(table)))
                .containsExactly(String.valueOf(next));
    }

    @Test
    void whatIsSaidMeanwhileIsNotInAnExport() throws Exception {
        // Given
        var _ = ExportFile.readFrom(stream(export(talk.store())), database());

        try (Connection log = database().snapshot();
                Statement statement = log.createStatement()) {
            assertThat(LogSummary.of(log).entries()).isEqualTo(MESSAGES);

            // When
            update("update room set last_seq = last_seq + 1 where id = 1");

            // Then
            assertThat(LogSummary.of(log).entries()).isEqualTo(MESSAGES);
            assertThatThrownBy(() -> statement.execute("delete from message")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aFaultIsToldWithItsLineAndNothingIsImported() throws Exception {
        List<String> good = export(talk.store());
        int room = first(good, "room");
        int message = first(good, "message");

        assertRefused(with(good, 0, "{\"type\":\"header\",\"format\":\"other\"}"), "Line 1 ", "no export");
        assertRefused(with(good, room, good.get(room).replace("OPEN", "AJAR")), line(room), "check constraint");
        // In the middle of many that are put at once, and in the second lot of them.
        for (int at : new int[] {message + 3, message + 600}) {
            String twice = good.get(at).replaceAll("\"client_message_id\":\"[^\"]*\"", "\"client_message_id\":\"c3\"");
            assertRefused(with(good, at, twice), line(at), "message_once");
        }
        List<String> nowhere = new ArrayList<>(good);
        nowhere.replaceAll(each -> each.replace("\"room_id\":1,\"seq\"", "\"room_id\":5,\"seq\""));
        assertRefused(nowhere, "do not fit its rooms");
        assertRefused(good.subList(0, good.size() - 1), "ends before");
        assertThat(rows("select count(*) from room")).containsExactly("0");
    }

    @Test
    void aLogThatIsNotEmptyIsLeftAlone() throws Exception {
        List<String> export = export(talk.store());
        postgres().migrate();
        update("insert into account (user_id, username, name_key, role, created_at)"
                + " values ('w', 'admin', 'admin', 'ADMIN', 1)");

        assertThatThrownBy(() -> ExportFile.readFrom(stream(export), database()))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("is not empty")
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(rows("select username from account")).containsExactly("admin");
    }

    @Test
    void aLogThatAnInstanceServesIsLeftAlone() throws Exception {
        // Given
        List<String> export = export(talk.store());
        postgres().migrate();
        update("insert into heartbeat (instance_id, seen_at) values ('i',"
                + " (extract(epoch from clock_timestamp()) * 1000)::bigint - 9000)");

        // When, Then
        assertThatThrownBy(() -> ExportFile.readFrom(stream(export), database()))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("in use");
        assertThatThrownBy(() -> database().newEpoch(false)).hasMessageContaining("in use");
        assertThat(rows("select count(*) from room")).containsExactly("0");

        // When
        update("update heartbeat set seen_at = seen_at - 9000");

        // Then
        assertThat(ExportFile.readFrom(stream(export), database()).rooms()).isEqualTo(2);
    }

    @Test
    void aLogThatWasPutBackGetsANewEpoch() throws Exception {
        // Given
        var _ = ExportFile.readFrom(stream(export(talk.store())), database());
        update("insert into login (id, user_id, token_hash, created_at, used_at, expires_at)"
                + " values ('l', 'u', 'h', 1, 1, 9)");
        update("insert into instance values ('gone', 1, 'SERVING', 0)");
        String epoch = talk.only("select epoch from server");
        String key = talk.only("select token_key from server");

        // When
        LogSummary log = database().newEpoch(false);

        // Then
        assertThat(log)
                .isEqualTo(new LogSummary(rows("select epoch from server").getFirst(), 2, MESSAGES));
        assertThat(log.epoch()).matches("[0-9a-f]{16}").isNotEqualTo(epoch);
        assertThat(rows("select token_key from server")).containsExactly(key);
        assertThat(rows("select id from login union all select id from instance"))
                .isEmpty();

        // When
        var _ = database().newEpoch(true);

        // Then
        assertThat(rows("select token_key from server").getFirst())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(key);
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedWithoutItsSecrets() {
        DatabaseLog nowhere = new DatabaseLog(new PostgresDatabase(
                server.url().replaceFirst("/[^/]*$", "/nowhere?password=hush"), PostgresServer.USER, "wrong"));

        assertThatThrownBy(() -> export(nowhere))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("/nowhere cannot be read")
                .hasMessageNotContainingAny("hush", "wrong");
        assertThatThrownBy(() -> nowhere.newEpoch(false))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL")
                .hasMessageNotContainingAny("hush", "wrong");
    }

    private void assertRefused(List<String> lines, String... words) {
        assertThatThrownBy(() -> ExportFile.readFrom(stream(lines), database()))
                .isInstanceOf(BackupFailed.class)
                .message()
                .contains(words);
    }

    private DatabaseLog database() {
        return new DatabaseLog(postgres());
    }

    private PostgresDatabase postgres() {
        return new PostgresDatabase(url, PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = postgres().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = postgres().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    private static List<String> export(LogStore store) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var _ = Export.write(store, out, true, Instant.EPOCH);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static ByteArrayInputStream stream(List<String> lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> with(List<String> lines, int index, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(index, line);
        return changed;
    }

    private static int first(List<String> lines, String type) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("{\"type\":\"%s\"".formatted(type))) {
                return i;
            }
        }
        throw new AssertionError("no line of type " + type);
    }

    private static String line(int index) {
        return "Line %d ".formatted(index + 1);
    }
}
