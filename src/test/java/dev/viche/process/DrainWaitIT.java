package dev.viche.process;

import static dev.viche.process.DrainIT.lastWord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stop that waits for people to leave, and what goes on meanwhile. */
class DrainWaitIT {

    private static final int NOTHING_LOST = 0;
    private static final int MOVED = 1012;
    private static final int GOING_AWAY = 1001;

    @RegisterExtension
    final Machine machine =
            new Machine().with("VICHE_DRAIN_MODE", "wait").with("VICHE_DRAIN_PROGRESS_INTERVAL", "200ms");

    @Test
    void nobodyIsClosedTheyTalkOnAndItEndsWhenTheLastHasLeft() {
        try (ServerProcess server = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            Guest bo = machine.guest("bo", "garden").connect(server);

            // When
            server.terminate();
            ana.awaitSendOff();
            ServerProcess.await("progress", () -> server.log().contains("Draining: 2 connections left"));
            ana.outbox().awaitAcknowledgement(ana.say("we are still here"));
            bo.leave();
            ServerProcess.await("progress", () -> server.log().contains("Draining: 1 connections left"));

            // Then
            assertThat(ana.hasEnded()).isFalse();
            assertThat(server.isAlive()).isTrue();
            ana.leave();
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(server.log())
                    .containsPattern("Draining: 1 connections left, \\d+ s passed, 1[78]\\d\\d s left\\.");
            assertThat(lastWord(server)).contains("2 connections drained, 0 closed by force, 1 messages acknowledged");
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void itAnswersQuestionsButTakesOnNothingNew() throws Exception {
        try (ServerProcess server = machine.start();
                HttpClient http = HttpClient.newHttpClient()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            URI messages = URI.create("http://127.0.0.1:%d/api/v1/rooms/garden/messages".formatted(server.port()));
            HttpRequest write = HttpRequest.newBuilder(messages)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"cron\",\"message_text\":\"too late\"}"))
                    .build();

            // When
            server.terminate();
            ana.awaitSendOff();

            // Then
            HttpResponse<String> refused = http.send(write, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isPositive();
            assertThat(refused.body()).contains("\"draining\"");
            HttpResponse<String> read =
                    http.send(HttpRequest.newBuilder(messages).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(read.statusCode()).isEqualTo(200);
            ServerProcess.Health ready = server.health("ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.check("chat").at("/data/shutdown_in_progress").asBoolean())
                    .isTrue();
            assertThat(server.health("live").status()).isEqualTo(200);
            Guest bo = machine.guest("bo", "garden").knock(server, Map.of("username", "bo"));
            assertThat(bo.awaitEnd()).isEqualTo(GOING_AWAY);
            ana.leave();
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(StoredLog.read(machine.data()).assertSound().size()).isZero();
        }
    }

    @Test
    void whoNeverLeavesIsClosedByForceAtTheTimeoutWithAWarningAndTheirNumber() throws IOException {
        machine.with("VICHE_DRAIN_TIMEOUT", "1s");
        try (ServerProcess server = machine.start();
                DeafPeer _ = new DeafPeer(server, "dee", "garden")) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            ana.outbox().awaitAcknowledgement(ana.say("I stay"));

            // When
            server.terminate();

            // Then
            assertThat(ana.awaitEnd()).isEqualTo(MOVED);
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(server.complaints())
                    .singleElement()
                    .asString()
                    .contains("WARN", "Draining: 2 connections are closed by force.");
            assertThat(lastWord(server))
                    .contains(
                            "0 connections drained, 2 closed by force, 1 messages acknowledged, 1 persisted, 0 lost.");
        }
    }

    @Test
    void aSecondSignalEndsItAtOnceAndTheLogIsComplete() throws IOException {
        machine.with("VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000");
        try (ServerProcess server = machine.start();
                DeafPeer _ = new DeafPeer(server, "dee", "garden")) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            server.terminate();
            ana.awaitSendOff();
            ana.chatter();
            ServerProcess.await("talk", () -> ana.outbox().acknowledgedCount() > 20);

            // When
            long signalled = System.nanoTime();
            server.terminate();

            // Then
            assertThat(ana.awaitEnd()).isEqualTo(MOVED);
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            System.out.printf("SECOND SIGNAL: ended %d ms later%n", (System.nanoTime() - signalled) / 1_000_000);
            assertThat(server.log()).contains("Already stopping: the drain ends now.");
            assertThat(lastWord(server))
                    .contains("0 connections drained, 2 closed by force")
                    .endsWith(" 0 lost.");
            assertThat(StoredLog.read(machine.data()).assertSound().room("garden"))
                    .containsAll(ana.outbox().acknowledged().values());
        }
    }

    @Test
    void whileLoadBalancersNoticeNewcomersAreStillLetIn() {
        machine.with("VICHE_DRAIN_PROPAGATION", "2s");
        try (ServerProcess server = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);

            // When
            server.terminate();
            ServerProcess.await(
                    "readiness is false", () -> server.health("ready").status() == 503);
            Guest bo = machine.guest("bo", "garden").connect(server);

            // Then
            assertThat(bo.welcome().path("username").asText()).isEqualTo("bo");
            assertThat(ana.awaitSendOff().path("reason").asText()).isNotBlank();
            bo.awaitSendOff();
            Guest cai = machine.guest("cai", "garden").knock(server, Map.of("username", "cai"));
            assertThat(cai.awaitEnd()).isEqualTo(GOING_AWAY);
            ana.leave();
            bo.leave();
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
        }
    }
}
