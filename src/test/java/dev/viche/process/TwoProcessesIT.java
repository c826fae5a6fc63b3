package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers on one data directory: numbering is the database's, and a gap is healed from the log. */
class TwoProcessesIT {

    private static final int TALK = 500;

    @RegisterExtension
    final Machine machine = new Machine().with("VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000");

    @Test
    void bothComeUpOnAnEmptyDirectoryAndWriteOneLog() {
        try (ServerProcess one = machine.launch();
                ServerProcess two = machine.launch()) {
            // Given
            one.awaitReady();
            two.awaitReady();
            List<Guest> talkersAtOne = connected(one, "ana", "bo");
            List<Guest> talkersAtTwo = connected(two, "cai", "dee");
            List<Guest> talkers =
                    Stream.concat(talkersAtOne.stream(), talkersAtTwo.stream()).toList();
            assertThat(talkers)
                    .extracting(guest -> guest.welcome().path("epoch").asText())
                    .containsOnly(epoch());

            // When
            talkers.forEach(Guest::chatter);
            talkers.forEach(guest -> ServerProcess.await(
                    "talk at both servers", () -> guest.outbox().acknowledgedCount() >= TALK));
            talkers.forEach(Guest::hush);
            talkers.forEach(Guest::settle);
            // Each server hears of the other's last entries with its own next one.
            talkersAtOne.forEach(guest -> guest.outbox().awaitAcknowledgement(guest.say("at last")));

            // Then
            StoredLog stored = StoredLog.read(machine.data()).assertSound();
            assertThat(stored.size())
                    .isEqualTo(talkers.stream()
                            .mapToInt(guest -> guest.outbox().acknowledgedCount())
                            .sum());
            talkersAtOne.forEach(guest -> guest.inbox().await(stored.room(guest.room())));
            assertThat(talkersAtTwo)
                    .allSatisfy(guest -> assertThat(stored.room(guest.room()))
                            .startsWith(guest.seen().toArray(Entry[]::new)));
            assertThat(talkers)
                    .allSatisfy(guest -> assertThat(guest.grievances()).isEmpty());
            System.out.println("TALK "
                    + talkers.stream()
                            .map(guest -> guest.outbox().acknowledgedCount())
                            .toList());
            assertThat(one.complaints()).isEmpty();
            assertThat(two.complaints()).isEmpty();
        }
    }

    @Test
    void aGuestOfOneServerIsTheSameGuestAtTheOther() {
        try (ServerProcess one = machine.start();
                ServerProcess two = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(one);
            String id = ana.id();
            ana.outbox().awaitAcknowledgement(ana.say("hello"));
            ana.vanish();

            // When
            ana.connect(two);

            // Then
            assertThat(ana.id()).isEqualTo(id);
            assertThat(ana.outbox().awaitAcknowledgement(ana.say("hello again")).seq())
                    .isEqualTo(2);
            assertThat(ana.grievances()).isEmpty();
        }
    }

    @Test
    void whoWasWithAKilledProcessIsGoneAfterTheGrace() {
        machine.with("VICHE_PRESENCE_GRACE", "1s");
        try (ServerProcess one = machine.start();
                ServerProcess two = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(one);
            Guest bo = machine.guest("bo", "garden").connect(two);
            ServerProcess.await("both are seen", () -> present(one).equals(Set.of("ana", "bo")));

            // When
            two.kill();

            // Then
            ServerProcess.await("bo is gone", () -> present(one).equals(Set.of("ana")));
            bo.connect(one);
            assertThat(present(one)).containsExactlyInAnyOrder("ana", "bo");
            assertThat(ana.grievances()).isEmpty();
        }
    }

    private static Set<String> present(ServerProcess server) {
        URI members = URI.create("http://127.0.0.1:%d/api/v1/rooms/garden/members".formatted(server.port()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(
                            HttpRequest.newBuilder(members)
                                    .timeout(ServerProcess.PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Set<String> names = new HashSet<>();
            new ObjectMapper()
                    .readTree(answer)
                    .path("members")
                    .forEach(member -> names.add(member.path("username").asText()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while asking for members", e);
        }
    }

    private List<Guest> connected(ServerProcess server, String one, String other) {
        return Stream.of(
                        machine.guest(one, "garden"),
                        machine.guest(other, "harbour"),
                        machine.guest(one + "-too", "harbour"),
                        machine.guest(other + "-too", "garden"))
                .map(guest -> guest.connect(server))
                .toList();
    }

    private String epoch() {
        return StoredLog.read(machine.data()).epoch();
    }
}
