package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stop where nobody else serves: everyone is told, nobody is sent away early, and all are closed together. */
class DrainIT {

    private static final int NOTHING_LOST = 0;
    private static final int MOVED = 1012;
    private static final int MANY = 2000;
    private static final int SIGINT = 2;

    /** Somewhat over what a drain lets move in a second. */
    private static final int LAST_SLOT_MILLIS = 1000;

    @RegisterExtension
    final Machine machine = new Machine()
            .with("VICHE_LIMITS_CONNECTIONS_PER_ADDRESS", "5000")
            .with("VICHE_LIMITS_JOINS_PER_SECOND", "5000");

    @Test
    void withNobodyThereItEndsAtOnceAndLeavesACompleteFile() throws IOException {
        try (ServerProcess server = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            ana.outbox().awaitAcknowledgement(ana.say("good night"));
            ana.leave();
            awaitConnections(server, 0);

            // When
            server.terminate();

            // Then
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(server.log()).doesNotContain("Draining:");
            assertThat(lastWord(server))
                    .endsWith("Viche has stopped: 0 connections drained, 0 closed by force, 1 messages acknowledged,"
                            + " 1 persisted, 0 lost.");
            assertThat(server.complaints()).isEmpty();
            assertWalIsEmpty();
        }
    }

    @Test
    void theOnlyOneIsToldWhyAndWhenAndIsClosed() throws IOException {
        try (ServerProcess server = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            Instant before = Instant.now();

            // When
            server.terminate();

            // Then
            JsonNode told = ana.awaitSendOff();
            assertThat(told.path("reason").asText()).isNotBlank();
            assertThat(Instant.parse(told.path("deadline").asText()))
                    .isBetween(before.plusSeconds(29 * 60), Instant.now().plusSeconds(31 * 60));
            assertThat(told.path("reconnect_after_ms").asInt(-1)).isZero();
            assertThat(ana.awaitEnd()).isEqualTo(MOVED);
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(lastWord(server)).contains("1 connections drained, 0 closed by force");
            assertThat(server.complaints()).isEmpty();
            assertWalIsEmpty();
        }
    }

    @Test
    void twoThousandAreClosedTogetherAndSpreadOverTheirWayBack() {
        try (ServerProcess server = machine.start();
                Crowd crowd = Crowd.of(server, MANY, MANY / 20)) {
            // When
            server.terminate();

            // Then
            Collection<Integer> ends = crowd.awaitEnds(MANY);
            assertThat(ends).hasSize(MANY).containsOnly(MOVED);
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(crowd.slots()).hasSize(MANY).allMatch(slot -> slot < LAST_SLOT_MILLIS);
            // So that no more than two come back in any one millisecond.
            assertThat(crowd.slots().stream().distinct()).hasSize(LAST_SLOT_MILLIS);
            assertThat(lastWord(server)).contains(MANY + " connections drained, 0 closed by force");
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void anInterruptIsADrainToo() throws IOException {
        assumeThat(interruptsAreIgnored())
                .as("SIGINT is ignored by whoever runs the tests (nohup, a shell's &), and so by what they start")
                .isFalse();
        try (ServerProcess server = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);

            // When
            server.interrupt();

            // Then
            assertThat(ana.awaitSendOff().path("reason").asText()).isNotBlank();
            assertThat(ana.awaitEnd()).isEqualTo(MOVED);
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(server.log()).contains("SIGINT received.");
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void oneWhoNeverReadsIsCutAndKeepsNobodyElse() throws IOException {
        try (ServerProcess server = machine.start();
                DeafPeer _ = new DeafPeer(server, "dee", "garden")) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            awaitConnections(server, 2);

            // When
            server.terminate();

            // Then
            assertThat(ana.awaitEnd()).isEqualTo(MOVED);
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(lastWord(server)).contains("2 connections drained, 0 closed by force");
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void whoComesInJustBeforeTheSignalIsNotForgotten() throws IOException {
        try (ServerProcess server = machine.start();
                DeafPeer _ = new DeafPeer(server, "dee", "garden")) {
            // When
            server.terminate();

            // Then
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(lastWord(server)).contains("1 connections drained, 0 closed by force");
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void whoComesWhileItStopsIsTurnedAwayOrRefusedAndLeavesNoTraceInTheLog() {
        try (ServerProcess server = machine.start()) {
            // When
            Knocks knocks = Knocks.untilNobodyAnswers(server);
            server.terminate();

            // Then
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(knocks.awaitCodes()).isSubsetOf(MOVED, 1001, Line.ABNORMAL);
            assertThat(knocks.answered()).isPositive();
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void nobodyIsToldToStayAwayByTheEndOfTheServer() throws IOException {
        try (ServerProcess server = machine.start();
                LateCallers callers = new LateCallers(server, 3000)) {
            // When
            server.terminate();
            callers.ask();

            // Then: 1000 would be for one who has been asked to leave.
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(callers.answers())
                    .isSubsetOf("1001", "503", LateCallers.CUT)
                    .contains(LateCallers.CUT);
            assertThat(server.complaints()).isEmpty();
        }
    }

    /** What is ignored here is ignored by every process that is started from here (POSIX, execve). */
    private static boolean interruptsAreIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(ignored, 16) & (1L << (SIGINT - 1))) != 0;
    }

    private static void awaitConnections(ServerProcess server, int count) {
        ServerProcess.await(
                count + " connections",
                () -> server.health("ready")
                                .check("chat")
                                .path("data")
                                .path("active_connections")
                                .asInt(-1)
                        == count);
    }

    /** What is committed is in the file itself: it can be copied as it is. */
    private void assertWalIsEmpty() throws IOException {
        Path wal = machine.data().resolve("viche.db-wal");
        assertThat(Files.notExists(wal) || Files.size(wal) == 0).isTrue();
    }

    static String lastWord(ServerProcess server) {
        return server.log().lines().filter(line -> line.contains("[dev.viche.")).reduce("", (_, later) -> later);
    }
}
