package dev.viche.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private Talk talk = new Talk(Path.of(""));
    private Backups backups = new Backups(Path.of(""), List.of(), new Keeping(0, Duration.ZERO), CLOCK);

    @BeforeEach
    void aLogOfFiftyMessages() throws Exception {
        talk = Talk.of(folder.resolve("data"), 50);
        backups = backups(talk.directory());
    }

    private Backups backups(Path directory) {
        return new Backups(
                directory, List.of(new Folder(folder.resolve("kept"))), new Keeping(2, Duration.ZERO), CLOCK);
    }

    @Test
    void aBackupHoldsAllThatIsCommittedWhileAnotherConnectionWrites() throws Exception {
        try (Connection writer = LogFile.open(talk.log());
                Statement statement = writer.createStatement()) {
            // Given: an open transaction, which holds the write lock and is not committed.
            statement.execute("begin immediate");
            statement.execute("update room set last_seq = 51 where id = 1");

            // When
            Backups.Made made = backups.make();

            // Then
            statement.execute("rollback");
            assertThat(made.log().entries()).isEqualTo(50);
        }
        assertThat(files(folder.resolve("kept"))).hasSize(1).allMatch(name -> name.matches("viche-.*Z\\.db\\.gz"));
        assertThat(files(talk.directory())).doesNotContain("backup-work");
    }

    @Test
    void onlyAsManyAreKeptAsIsSet() throws Exception {
        for (int i = 0; i < 3; i++) {
            backups.make();
        }

        assertThat(backups.list())
                .hasSize(2)
                .isSortedAccordingTo(
                        (a, b) -> b.backup().at().compareTo(a.backup().at()));
    }

    @Test
    void oneIsMadeOnlyWhenTheNewestIsOldAndNobodyElseIsAtIt() throws Exception {
        try (Scratch _ = Scratch.open(talk.directory())) {
            assertThat(backups.makeIfOlderThan(Duration.ofHours(1))).isNull();
            assertThatThrownBy(backups::make).hasMessageContaining("under way");
        }
        assertThat(backups.makeIfOlderThan(Duration.ofHours(1))).isNotNull();
        assertThat(backups.makeIfOlderThan(Duration.ofHours(1))).isNull();
    }

    @Test
    void aPlaceThatFailsDoesNotTakeTheBackupFromTheOthers() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        List<Place> places = List.of(new Folder(file.resolve("below")), new Folder(folder.resolve("kept")));
        Backups both = new Backups(talk.directory(), places, new Keeping(0, Duration.ZERO), CLOCK);

        // When, Then
        assertThatThrownBy(both::make).isInstanceOf(BackupFailed.class).hasMessageContaining("it is in");
        assertThat(files(folder.resolve("kept"))).hasSize(1);
    }

    @Test
    void aLostDataDirectoryIsRestoredUnderANewEpoch() throws Exception {
        // Given
        talk.update("insert into instance values ('dead', 1, 'SERVING', 0)");
        talk.update("insert into account (user_id, username, name_key, role, created_at)"
                + " values ('u', 'ana', 'ana', 'USER', 3)");
        talk.update("insert into login (id, user_id, token_hash, created_at, used_at, expires_at)"
                + " values ('l', 'u', 'h', 1, 1, 9)");
        String epoch = talk.only("select epoch from server");
        String key = talk.only("select token_key from server");
        List<String> messages = talk.rows("select * from message order by seq");
        assertThat(messages).hasSize(50);
        backups.make();
        Talk found = new Talk(folder.resolve("new"));

        // When
        var restored = new Restore(found.directory(), backups(found.directory()), CLOCK).from("latest", false, false);

        // Then
        assertThat(restored.before()).isNull();
        assertThat(found.rows("select * from message order by seq")).isEqualTo(messages);
        assertThat(found.only("select epoch from server"))
                .isEqualTo(restored.log().epoch())
                .isNotEqualTo(epoch);
        assertThat(found.only("select token_key from server")).isEqualTo(key);
        assertThat(found.only("select count(*) from instance")).isEqualTo("0");
        assertThat(found.rows("select username from account")).containsExactly("ana");
        assertThat(found.only("select count(*) from login")).isEqualTo("0");
        assertThat(files(found.directory())).doesNotContain("backup-work", "viche.db-wal");
    }

    @Test
    void aLogThatIsThereIsPutAsideByForceOnly() throws Exception {
        // Given
        Path backup = folder.resolve("one.db.gz");
        backups.makeTo(backup);
        talk.say(7);
        Restore restore = new Restore(talk.directory(), backups, CLOCK);

        // When, Then
        assertThatThrownBy(() -> restore.from(backup.toString(), false, false)).hasMessageContaining("--force");
        assertThat(talk.only("select last_seq from room")).isEqualTo("57");

        // When
        var restored = restore.from(backup.toString(), true, true);

        // Then
        assertThat(talk.only("select last_seq from room")).isEqualTo("50");
        Talk before = new Talk(Objects.requireNonNull(restored.before()));
        assertThat(before.only("select last_seq from room")).isEqualTo("57");
        assertThat(before.only("select token_key from server")).isNotEqualTo(talk.only("select token_key from server"));
    }

    @Test
    void aLogInUseIsNotReplacedEvenByForce() throws Exception {
        // Given
        Path backup = folder.resolve("one.db.gz");
        backups.makeTo(backup);
        Restore restore = new Restore(talk.directory(), backups, CLOCK);
        Path instances = Files.createDirectories(talk.directory().resolve("instances"));

        // When, Then: a server lives,
        try (FileChannel server = FileChannel.open(
                        instances.resolve("a.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = server.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> restore.from(backup.toString(), true, false))
                    .hasMessageContaining("in use");
        }
        // or somebody has the file open.
        try (Connection other = LogFile.open(talk.log());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertThatThrownBy(() -> restore.from(backup.toString(), true, false))
                    .hasMessageContaining("in use");
        }
        assertThat(restore.from(backup.toString(), true, false).log().entries()).isEqualTo(50);
    }

    @Test
    void whatIsNoSoundBackupChangesNothing() throws Exception {
        // Given
        Path whole = folder.resolve("whole.db.gz");
        backups.makeTo(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.db.gz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path other = Files.writeString(folder.resolve("other.db"), "no database");
        Talk bent = Talk.of(folder.resolve("bent"), 3);
        bent.update("update room set last_seq = 2");
        Restore restore = new Restore(talk.directory(), backups, CLOCK);

        // When, Then
        for (Path bad : List.of(cut, other, bent.log(), folder.resolve("missing"))) {
            assertThatThrownBy(() -> restore.from(bad.toString(), true, false)).isInstanceOf(BackupFailed.class);
        }
        assertThat(talk.only("select last_seq from room")).isEqualTo("50");
        assertThat(files(talk.directory())).noneMatch(name -> name.startsWith("before-"));
    }

    @Test
    void aLogPutThereByAnotherProgramGetsANewEpoch() throws Exception {
        String epoch = talk.only("select epoch from server");

        LogSummary log = talk.store().newEpoch(false);

        assertThat(talk.only("select epoch from server")).isEqualTo(log.epoch()).isNotEqualTo(epoch);
        assertThat(log.entries()).isEqualTo(50);
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "mine");

        assertThatThrownBy(() -> backups.makeTo(there)).hasMessageContaining("is there already");
        assertThat(Files.readString(there)).isEqualTo("mine");
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
