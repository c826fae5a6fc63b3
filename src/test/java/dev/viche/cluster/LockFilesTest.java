package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose ports are ours: what processes on one data directory tell each other of the network they are in. */
class LockFilesTest {

    private static final Path PROC = Path.of("/proc");

    @TempDir
    private Path data;

    private LockFiles ours;
    private LockFiles theirs;

    @BeforeEach
    void live() {
        ours = process("ours");
        theirs = process("theirs");
        theirs.live(() -> {});
    }

    @AfterEach
    void die() {
        theirs.die();
    }

    @Test
    void aProcessInTheSameNetworkIsBesideUs() {
        assertThat(ours.isBeside("theirs")).isTrue();
    }

    @Test
    void aProcessInAnotherNetworkIsNot() throws IOException {
        assumeTrue(Files.exists(PROC), "Skipped: only Linux tells which network a process is in.");
        NetworkNamespace network = NetworkNamespace.current(PROC);

        Files.writeString(file(), network.name().replace("net:[", "net:[9"));

        assertThat(Files.readString(file())).isNotEqualTo(network.name());
        assertThat(ours.isBeside("theirs")).isFalse();
    }

    /** One of a version before, or of a system that does not tell: then a port is what it always was. */
    @Test
    void aProcessThatDoesNotTellIsBesideUs() throws IOException {
        Files.writeString(file(), "");

        assertThat(ours.isBeside("theirs")).isTrue();
    }

    @Test
    void aProcessThatIsGoneIsNowhere() {
        LockFiles gone = process("gone");
        gone.live(() -> {});
        assertThat(ours.isBeside("gone")).isTrue();

        gone.die();

        assertThat(ours.isBeside("gone")).isFalse();
    }

    private LockFiles process(String name) {
        return new LockFiles(name, data);
    }

    private Path file() {
        return data.resolve("instances").resolve("theirs.lock");
    }
}
