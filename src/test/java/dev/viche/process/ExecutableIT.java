package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the program weighs as one executable. */
class ExecutableIT {

    private static final long MEGABYTE = 1_000_000;

    @RegisterExtension
    final Machine machine = new Machine();

    private Path executable;

    @BeforeEach
    void theProgramIsAnExecutable() {
        List<String> program = ServerProcess.program();
        executable = Path.of(program.getFirst());
        assumeTrue(
                program.size() == 1,
                "Skipped: the program under test runs in a JVM; make native-it holds this against target/viche.");
    }

    @Test
    void itIsSmallEnoughToBeCarriedAround() throws IOException {
        assertThat(Files.size(executable)).isLessThan(110 * MEGABYTE);
    }

    @Test
    void onceItServesItKeepsNothingOfItsStart() {
        ServerProcess server = machine.start();
        ServerProcess.await("rest", () -> resident(server) < 60 * MEGABYTE);
        // What was given back comes again when it is needed.
        Guest ana = machine.guest("ana", "garden").connect(server);
        assertThat(ana.outbox().awaitAcknowledgement(ana.say("still here")).seq())
                .isEqualTo(1);
        assertThat(server.complaints()).isEmpty();
    }

    /** Bytes of it that are in the machine's memory. */
    private static long resident(ServerProcess server) {
        try {
            return Files.readAllLines(Path.of("/proc/%d/status".formatted(server.pid()))).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
