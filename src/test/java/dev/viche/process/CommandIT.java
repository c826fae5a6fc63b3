package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The packaged program's commands beside a server: what they say, what they end with, and that they start no server. */
class CommandIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aServerThatServesIsHealthy() throws IOException {
        try (ServerProcess server = machine.start()) {
            // Given
            Files.writeString(machine.folder().resolve(".env"), "QUARKUS_HTTP_PORT=" + server.port());

            // Then
            for (String question : new String[] {"ready", "live", "started"}) {
                assertThat(run("health", "--" + question).said())
                        .isEqualToIgnoringCase("0 %s: http://127.0.0.1:%d/health/%s answered 200."
                                .formatted(question, server.port(), question));
            }
        }
    }

    @Test
    void aServerThatDrainsLivesAndIsNotReady() throws IOException {
        try (ServerProcess server = machine.with("VICHE_DRAIN_MODE", "wait").start()) {
            // Given
            machine.guest("ana", "garden").connect(server);

            // When
            server.terminate();
            ServerProcess.await("a drain", () -> server.health("ready").status() == 503);

            // Then
            String url = "http://127.0.0.1:" + server.port();
            assertThat(run("health", "--url", url).said())
                    .startsWith("1 Not ready: ")
                    .contains("answered 503: chat is down (The server is stopping");
            assertThat(run("health", "--url", url, "--live").said()).startsWith("0 Live: ");
        }
    }

    @Test
    void aServerThatIsNotThereIsNotHealthy() throws IOException {
        // Given
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        // When
        Answer answer = run("health", "--url", "http://127.0.0.1:" + free);

        // Then
        assertThat(answer.said()).startsWith("1 Not ready: ").endsWith("cannot be asked (Connection refused).");
        assertThat(machine.data()).doesNotExist();
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            Answer answer = run("health", "--url", "http://127.0.0.1:" + silent.getLocalPort(), "--timeout", "200ms");

            // Then
            assertThat(answer.said()).startsWith("1 Not ready: ").endsWith("did not answer within 200 ms.");
        }
    }

    @Test
    void theVersionAndTheHelpNeedNoServerAndMakeNone() {
        assertThat(run("version").said()).startsWith("0 Viche ").contains("\nSQLite 3.");
        assertThat(run("--help").said()).startsWith("0 Usage: viche ").contains("serve", "health", "version");
        assertThat(machine.data()).doesNotExist();
    }

    @Test
    void whatItDoesNotKnowItRefusesWithoutServing() {
        // When
        Answer answer = run("--port=80");

        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("Unknown option: '--port=80'.", "'viche --help'");
        assertThat(machine.data()).doesNotExist();
    }

    @Test
    void serveIsTheServer() {
        try (Run server = Run.start(
                machine.folder(), Map.of("QUARKUS_HTTP_PORT", "0", "QUARKUS_HTTP_HOST", "127.0.0.1"), "serve")) {
            ServerProcess.await("it listens", () -> server.out().contains("Listening on"));
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.out()).contains("Viche has stopped", "0 lost.");
        }
    }

    /** What a run said, its errors apart, and how it ended. */
    private record Answer(int exitCode, String out, String err) {
        /** Code and output; a command that worked as it should has nothing on stderr. */
        String said() {
            assertThat(err).isEmpty();
            return exitCode + " " + out.strip();
        }
    }

    private Answer run(String... arguments) {
        try (Run run = Run.start(machine.folder(), Map.of(), arguments)) {
            int exitCode = run.exitCode();
            return new Answer(exitCode, run.out(), run.err());
        }
    }
}
