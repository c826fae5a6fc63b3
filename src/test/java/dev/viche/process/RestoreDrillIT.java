package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A data directory is lost in the middle of a talk, and what was backed up comes back. */
class RestoreDrillIT {

    private static final int TALK = 200;

    @RegisterExtension
    final Machine machine = new Machine().with("VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000");

    @Test
    void whatWasAcknowledgedBeforeTheBackupComesBackUnderANewEpoch() throws IOException {
        // Given
        Guest ana = machine.guest("ana", "garden");
        List<Entry> before;
        Path backup = machine.folder().resolve("kept.db.gz");
        try (ServerProcess server = machine.start()) {
            ana.connect(server).chatter();
            ServerProcess.await("talk", () -> ana.outbox().acknowledgedCount() > TALK);
            before = List.copyOf(ana.outbox().acknowledged().values());
            assertThat(run("backup", "--to", backup.toString())).contains("kept.db.gz is in ");
            int then = ana.outbox().acknowledgedCount();
            ServerProcess.await("talk goes on", () -> ana.outbox().acknowledgedCount() > then + TALK);
            assertThat(refused("restore", backup.toString(), "--force")).contains("in use");
            assertThat(server.complaints()).isEmpty();
            server.kill();
        }
        ana.awaitEnd();
        ana.hush();
        StoredLog lost = machine.remains();
        assertThat(refused("restore", backup.toString())).contains("--force");
        Files.move(machine.data(), machine.folder().resolve("lost"));

        // When
        assertThat(run("restore", backup.toString())).contains("the epoch is ");

        // Then
        try (ServerProcess server = machine.start()) {
            StoredLog found = StoredLog.read(machine.data()).assertSound();
            assertThat(found.room("garden"))
                    .containsAll(before)
                    .hasSizeLessThan(lost.room("garden").size());
            assertThat(found.epoch()).isNotEqualTo(lost.epoch());
            Guest back = machine.guest("bo", "garden")
                    .knock(
                            server,
                            Map.of(
                                    "username",
                                    "bo",
                                    "since",
                                    found.room("garden").size(),
                                    "epoch",
                                    lost.epoch()));
            assertThat(back.welcome().path("resumed").asBoolean(true)).isFalse();
            assertThat(back.welcome().path("entries")).isNotEmpty();
            assertThat(back.welcome().path("epoch").asText()).isEqualTo(found.epoch());
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void whoMovesWithAnExportResumesAsIfNothingHadHappened() throws IOException {
        // Given
        Guest ana = machine.guest("ana", "garden");
        Path export = machine.folder().resolve("talk.ndjson.gz");
        try (ServerProcess server = machine.start()) {
            ana.connect(server).chatter();
            ServerProcess.await("talk", () -> ana.outbox().acknowledgedCount() > TALK);
            ana.hush();
            ana.settle();
            server.terminate();
            server.awaitExit();
        }
        ana.awaitEnd();
        StoredLog old = StoredLog.read(machine.data());
        run("export", export.toString());
        Files.move(machine.data(), machine.folder().resolve("old"));

        // When
        run("import", export.toString());

        // Then
        try (ServerProcess server = machine.start()) {
            assertThat(StoredLog.read(machine.data()).assertSound()).isEqualTo(old);
            ana.connect(server);
            assertThat(ana.welcome().path("resumed").asBoolean(false)).isTrue();
            ana.ping();
            assertThat(ana.grievances()).isEmpty();
            assertThat(ana.outbox().awaitAcknowledgement(ana.say("still here")).seq())
                    .isEqualTo(old.room("garden").size() + 1);
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void theServerMakesBackupsByTheClockWhilePeopleTalk() throws IOException {
        // Given
        Path kept = machine.folder().resolve("kept");
        Guest ana = machine.guest("ana", "garden");
        try (ServerProcess server = machine.with("VICHE_BACKUP_INTERVAL", "1s")
                .with("VICHE_BACKUP_DIRECTORY", kept.toString())
                .with("VICHE_BACKUP_KEEP_COUNT", "2")
                .start()) {
            // When
            ana.connect(server).chatter();
            ServerProcess.await("three backups", () -> server.log().split("Backup viche-", -1).length > 3);
            ana.hush();
            ana.settle();

            // Then
            assertThat(ana.grievances()).isEmpty();
            assertThat(server.complaints()).isEmpty();
        }
        try (var files = Files.list(kept)) {
            assertThat(files).hasSize(2);
        }
    }

    private String run(String... command) {
        try (Run run = Run.start(machine.folder(), Map.of(), command)) {
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.err()).isEmpty();
            return run.out();
        }
    }

    private String refused(String... command) {
        try (Run run = Run.start(machine.folder(), Map.of(), command)) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines()).hasSize(1);
            return run.err();
        }
    }
}
