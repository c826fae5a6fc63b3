package dev.viche.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    private static final String[] TABLES = {
        "account",
        "reserved_name",
        "server",
        "room",
        "room_alias",
        "room_role",
        "bot",
        "sanction",
        "audit",
        "membership",
        "message"
    };

    @TempDir
    private Path folder;

    private Talk talk = new Talk(Path.of(""));

    @BeforeEach
    void aTalkWithAnEditADeletionAndALetter() throws Exception {
        talk = Talk.of(folder.resolve("data"), 20);
        talk.update("insert into message (room_id, seq, kind, user_id, username, at, target_seq)"
                + " values (1, 21, 'EDITED', 'u', 'ana', 5, 3), (1, 22, 'DELETED', 'u', 'ana', 6, 4)");
        talk.update("update message set message_text = 'better', edited_at = 5 where seq = 3");
        talk.update("update message set message_text = null, deleted_at = 6, deleted_by = 'u' where seq = 4");
        talk.update("delete from message where seq < 3");
        talk.update("update room set last_seq = 22 where id = 1");
        talk.update("insert into room (id, kind, name, name_key, last_seq, created_at, last_activity)"
                + " values (9, 'DIRECT', 'a+b', 'a+b', 0, 1, 2)");
        talk.update("insert into account (user_id, username, name_key, role, password, created_at)"
                + " values ('u', 'ana', 'ana', 'USER', 'argon', 3)");
        talk.update("insert into reserved_name values ('ana', 'u')");
        talk.update("insert into membership values (9, 'u', 'ana', 'ana', 0)");
    }

    @Test
    void whatIsExportedAndImportedIsTheSameLog() throws Exception {
        // Given
        Path file = folder.resolve("all.ndjson.gz");
        Talk found = new Talk(folder.resolve("new"));

        // When
        Export.Counts written = ExportFile.write(file, talk.store(), true);
        Export.Counts read = ExportFile.read(file, found.store());

        // Then
        assertThat(read).isEqualTo(written).isEqualTo(new Export.Counts(1, 2, 2, 20));
        for (String table : TABLES) {
            assertThat(found.rows("select * from " + table)).isEqualTo(talk.rows("select * from " + table));
        }
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void keysAndPasswordsCanBeLeftOut() throws Exception {
        String export = export(false);

        assertThat(export).doesNotContain(talk.only("select token_key from server"), "token_key", "argon");
        Talk found = new Talk(folder.resolve("new"));
        var _ = ExportFile.readFrom(stream(export), found.store());
        assertThat(found.only("select token_key from server"))
                .hasSize(64)
                .isNotEqualTo(talk.only("select token_key from server"));
        assertThat(found.only("select epoch from server")).isEqualTo(talk.only("select epoch from server"));
    }

    @Test
    void aFaultIsToldWithItsLineAndNothingIsImported() throws Exception {
        List<String> good = export(true).lines().toList();

        assertRefused(with(good, 0, "{\"type\":\"header\",\"format\":\"other\"}"), "Line 1 ", "no export");
        assertRefused(with(good, 0, good.getFirst().replace("\"version\":1", "\"version\":2")), "Line 1 ", "version 1");
        assertRefused(with(good, 5, "{\"type\":"), "Line 6 ", "no JSON");
        assertRefused(with(good, 5, "[]"), "Line 6 ", "no JSON object");
        assertRefused(with(good, 3, good.get(3).replace("\"kind\"", "\"colour\"")), "Line 4 ", "no 'colour'");
        assertRefused(with(good, 3, good.get(3).replace("OPEN", "AJAR")), "Line 4 ", "CHECK");
        assertRefused(with(good, 5, good.get(5).replace("\"room_id\":1", "\"room_id\":7")), "Line 6 ", "FOREIGN KEY");
        assertRefused(with(good, 8, good.get(8).replaceAll("\"seq\":\\d+", "\"seq\":99")), "Line 9 ", "cannot follow");
        assertRefused(with(good, 8, good.get(8).replaceAll("\"seq\":(\\d+)", "\"seq\":\"$1\"")), "Line 9 ", "integer");
        assertRefused(with(good, 8, good.get(8).replaceAll("\"seq\":\\d+,", "")), "Line 9 ", "'seq' is missing");
        assertRefused(good.subList(0, good.size() - 1), "Line %d ".formatted(good.size()), "ends before");
        List<String> longer = new ArrayList<>(good);
        longer.add("{}");
        assertRefused(longer, "Line %d ".formatted(good.size() + 1), "something follows");
        List<String> shorter = new ArrayList<>(good);
        shorter.remove(good.size() - 2);
        assertRefused(shorter, "Line %d ".formatted(good.size() - 1), "should have");
        assertRefused(List.of("x".repeat(2_000_000)), "Line 1 ", "longer");
    }

    @Test
    void aLogThatIsNotEmptyIsLeftAlone() throws Exception {
        String export = export(true);

        assertThatThrownBy(() -> ExportFile.readFrom(stream(export), talk.store()))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("is not empty");
        assertThat(talk.only("select last_seq from room")).isEqualTo("22");
    }

    @Test
    void aLogThatNobodyUsedYetIsReplaced() throws Exception {
        Talk empty = Talk.of(folder.resolve("empty"), 0);
        empty.update("delete from room");

        var _ = ExportFile.readFrom(stream(export(true)), empty.store());

        assertThat(empty.only("select last_seq from room")).isEqualTo("22");
    }

    private void assertRefused(List<String> lines, String... words) {
        Path target = folder.resolve("refused");
        assertThatThrownBy(() -> ExportFile.readFrom(stream(String.join("\n", lines) + "\n"), new Talk(target).store()))
                .isInstanceOf(BackupFailed.class)
                .message()
                .contains(words);
        assertThat(target.resolve("viche.db")).doesNotExist();
        assertThat(target.resolve("backup-work")).doesNotExist();
    }

    private static List<String> with(List<String> lines, int index, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(index, line);
        return changed;
    }

    @Test
    void rolesBansAndTheAuditTrailGoAlong() throws Exception {
        // Given
        talk.update("update room set closed = 1, topic = 'beans', slow_mode = 5 where id = 1");
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
        Talk found = new Talk(folder.resolve("new"));

        // When
        var _ = ExportFile.readFrom(stream(export(true)), found.store());

        // Then
        for (String table : TABLES) {
            assertThat(found.rows("select * from " + table)).isEqualTo(talk.rows("select * from " + table));
        }
        assertThat(found.rows("select url, secret, delivered_seq from webhook"))
                .containsExactly("https://ci.example.org/|what-signs|22");
        assertThat(export(false)).doesNotContain("hash-of-a-token", "what-signs");
    }

    private String export(boolean withTokenKey) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var _ = Export.write(talk.store(), out, withTokenKey, Instant.now());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String export) {
        return new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8));
    }
}
