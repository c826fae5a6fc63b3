package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The packaged probe and the packaged server: what a restart looks like, and what it says of a log that lost something. */
class ProbeIT {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int NOT_TRIED = 3;
    private static final int TALK = 100;

    // A start takes its time on a busy machine, and is no reason to be announced as gone.
    @RegisterExtension
    final Machine machine = new Machine().with("VICHE_PRESENCE_GRACE", "60s");

    private int port;

    @BeforeEach
    void onePortForAllItsServers() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        machine.with("QUARKUS_HTTP_PORT", Integer.toString(port));
    }

    @Test
    void aServerLeftInPeacePasses() throws IOException {
        try (ServerProcess _ = machine.start();
                Run probe = probe("--duration", "2s")) {
            // Then
            assertThat(probe.exitCode()).as(probe.out() + probe.err()).isEqualTo(PASSED);
            assertThat(probe.out()).contains("PASSED: ").doesNotContain("cut short");
            JsonNode figures = figures();
            assertThat(figures.at("/messages/said").asInt()).isEqualTo(100);
            assertThat(figures.at("/messages/acknowledged/count").asInt()).isEqualTo(100);
            assertThat(figures.at("/deliveries/received").asInt()).isEqualTo(500);
            assertThat(figures.at("/connections/reconnects/count").asInt()).isZero();
            assertThat(StoredLog.read(machine.data()).assertSound().size()).isEqualTo(100);
        }
    }

    @Test
    void aRestartPassesAndASignalEndsTheTalkWithTheVerdict() throws IOException {
        try (ServerProcess before = machine.start();
                Run probe = probe("--duration", "10m")) {
            // Given
            awaitTalk(0);
            before.terminate();
            assertThat(before.awaitExit()).isZero();
            long stored = stored();
            try (ServerProcess _ = machine.start()) {
                awaitTalk(stored);

                // When
                probe.terminate();

                // Then
                assertThat(probe.exitCode()).as(probe.out() + probe.err()).isEqualTo(PASSED);
                assertThat(probe.out()).contains("The talk was cut short after ", "PASSED: ");
                JsonNode figures = figures();
                assertThat(figures.at("/connections/reconnects/count").asInt()).isEqualTo(10);
                assertThat(figures.at("/connections/closed_by_the_server/1012").asInt())
                        .isEqualTo(10);
                assertThat(figures.at("/people/longest_silence_ms").asLong()).isPositive();
                assertThat(figures.at("/deliveries/received").asLong()).isEqualTo(5 * stored());
            }
        }
    }

    @Test
    void aHandoverPassesAndEveryoneIsThereBeforeTheyGo() throws IOException {
        try (ServerProcess before = machine.start();
                Run probe = probe("--duration", "10m")) {
            // Given
            awaitTalk(0);
            try (ServerProcess after = machine.launch()) {
                ServerProcess.await("a successor", () -> after.log().contains("Listening on"));

                // When
                before.terminate();
                assertThat(before.awaitExit()).isZero();
                awaitTalk(stored());
                probe.terminate();

                // Then
                assertThat(probe.exitCode()).as(probe.out() + probe.err()).isEqualTo(PASSED);
                JsonNode figures = figures();
                assertThat(figures.at("/connections/reconnects/count").asInt()).isEqualTo(10);
                assertThat(figures.at("/connections/made_before_break").asInt()).isEqualTo(10);
                assertThat(figures.at("/connections/closed_by_the_server").size())
                        .isZero();
            }
        }
    }

    @Test
    void aLogThatLostWhatItHadAcknowledgedFails() throws IOException {
        Path older = machine.folder().resolve("older");
        try (ServerProcess first = machine.start();
                Run probe = probe("--duration", "10m")) {
            // Given
            awaitTalk(0);
            first.kill();
            copy(machine.data(), older);
            ServerProcess second = machine.start();
            awaitTalk(stored());

            // When
            second.kill();
            copy(older, machine.data());
            try (ServerProcess _ = machine.start()) {
                awaitTalk(stored());
                probe.terminate();

                // Then
                assertThat(probe.exitCode()).as(probe.out() + probe.err()).isEqualTo(FAILED);
                assertThat(probe.out()).containsPattern("(?m)^FAILED: .*\\d taken back");
                assertThat(figures().at("/deliveries/taken_back").asInt()).isPositive();
            }
        }
    }

    @Test
    void whereNothingServesNothingIsTried() throws IOException {
        try (Run probe = probe("--duration", "1s")) {
            // Then
            assertThat(probe.exitCode()).isEqualTo(NOT_TRIED);
            assertThat(probe.err())
                    .startsWith("Nothing was tried. 0 of 10 members are in")
                    .contains("ws://127.0.0.1:%d/ws: connection refused. Start a server there".formatted(port));
            assertThat(machine.folder().resolve("probe.json")).doesNotExist();
        }
    }

    @Test
    void whatTheServerDoesNotAllowIsToldBeforeItIsTried() throws IOException {
        try (ServerProcess _ = machine.with("VICHE_LIMITS_CONNECTIONS_PER_ADDRESS", "4")
                        .start();
                Run probe = probe("--duration", "1s")) {
            // Then
            assertThat(probe.exitCode()).isEqualTo(NOT_TRIED);
            assertThat(probe.err())
                    .contains("allows 4 connections from one address", "VICHE_LIMITS_CONNECTIONS_PER_ADDRESS");
        }
    }

    /** Ten members in two rooms, fifty messages a second. */
    private Run probe(String... more) {
        List<String> arguments = new ArrayList<>(List.of("probe", "--url", "http://127.0.0.1:" + port));
        arguments.addAll(List.of("--rooms", "2", "--members", "5", "--rate", "50", "--json", "probe.json"));
        arguments.addAll(List.of(more));
        return Run.start(machine.folder(), Map.of(), arguments.toArray(String[]::new));
    }

    private JsonNode figures() throws IOException {
        return new ObjectMapper()
                .readTree(machine.folder().resolve("probe.json").toFile());
    }

    private void awaitTalk(long stored) {
        ServerProcess.await("talk", () -> stored() >= stored + TALK);
    }

    private long stored() {
        return StoredLog.read(machine.data()).size();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> old = Files.list(to)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
