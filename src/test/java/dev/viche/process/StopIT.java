package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM: everyone is sent off with a word, and what was acknowledged stays. */
class StopIT {

    /** What the program ends with when every acknowledged message is stored. */
    private static final int NOTHING_LOST = 0;

    private static final int MOVED = 1012;
    private static final int GOING_AWAY = 1001;
    private static final int LEFT = 1000;
    private static final int TALK = 500;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void everyoneIsSentOffInMidSentenceAndNothingAcknowledgedIsLost() {
        try (ServerProcess server =
                machine.with("VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000").start()) {
            // Given
            List<Guest> talkers = List.of(
                    machine.guest("ana", "garden").connect(server),
                    machine.guest("bo", "garden").connect(server),
                    machine.guest("cai", "harbour").connect(server));
            talkers.forEach(Guest::chatter);
            talkers.forEach(
                    guest -> ServerProcess.await("talk", () -> guest.outbox().acknowledgedCount() > TALK));

            // When
            server.terminate();

            // Then
            assertThat(talkers).allSatisfy(guest -> assertThat(guest.awaitEnd()).isEqualTo(MOVED));
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            StoredLog stored = StoredLog.read(machine.data()).assertSound();
            assertThat(talkers).allSatisfy(guest -> {
                Set<Entry> lost = new HashSet<>(guest.outbox().acknowledged().values());
                stored.room(guest.room()).forEach(lost::remove);
                assertThat(lost).isEmpty();
                assertThat(guest.grievances()).isEmpty();
            });
            assertThat(server.complaints()).isEmpty();
            assertThat(lastWord(server)).endsWith(" persisted, 0 lost.");
        }
    }

    @Test
    void whileItStopsItIsNotReadyAndSendsNewcomersElsewhere() throws IOException {
        try (ServerProcess server = machine.start();
                DeafPeer _ = new DeafPeer(server, "dee", "garden")) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);

            // When
            server.terminate();

            // Then
            assertThat(ana.awaitEnd()).isEqualTo(MOVED);
            ServerProcess.Health ready = server.health("ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.check("chat").path("status").asText()).isEqualTo("DOWN");
            assertThat(ready.check("chat")
                            .path("data")
                            .path("shutdown_in_progress")
                            .asBoolean())
                    .isTrue();
            assertThat(server.health("live").status()).isEqualTo(200);
            Guest bo = machine.guest("bo", "garden").knock(server, Map.of("username", "bo"));
            assertThat(bo.awaitEnd()).isEqualTo(GOING_AWAY);
            // One who does not hang up does not keep it from stopping.
            assertThat(server.awaitExit()).isEqualTo(NOTHING_LOST);
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void anOrdinaryDayIsNothingToComplainOf() throws IOException {
        try (ServerProcess server = machine.start()) {
            // When
            Guest ana = machine.guest("ana", "garden").connect(server);
            Guest bo = machine.guest("bo", "garden").connect(server);
            Guest cai = machine.guest("cai", "harbour").connect(server);
            DeafPeer dee = new DeafPeer(server, "dee", "garden");
            ana.outbox().awaitAcknowledgement(ana.say("hello"));
            bo.outbox().awaitAcknowledgement(bo.say("hello yourself"));
            Guest namesake = machine.guest("ana", "garden").knock(server, Map.of("username", "ana"));
            assertThat(namesake.outbox().awaitRefusal().path("code").asText()).isEqualTo("username_taken");
            bo.vanish();
            dee.reset();
            assertThat(cai.leave()).isEqualTo(LEFT);
            ana.outbox().awaitAcknowledgement(ana.say("where is everyone?"));
            ServerProcess.await(
                    "only ana and her namesake are left",
                    () -> server.health("ready")
                                    .check("chat")
                                    .path("data")
                                    .path("active_connections")
                                    .asInt()
                            == 2);
            server.terminate();
            server.awaitExit();

            // Then
            assertThat(server.complaints()).isEmpty();
            assertThat(lastWord(server)).endsWith(" persisted, 0 lost.");
        }
    }

    /** The last line of our own; the framework adds how long it took. */
    private static String lastWord(ServerProcess server) {
        return server.log().lines().filter(line -> line.contains("[dev.viche.")).reduce("", (_, later) -> later);
    }
}
