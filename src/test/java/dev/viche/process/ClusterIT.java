package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.ServerProcess;
import dev.viche.support.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three instances are one server to whoever talks: what is promised in a room holds wherever its people are connected. */
class ClusterIT {

    private static final int INSTANCES = ThreeInstances.COUNT;
    private static final int TALK = 300;
    private static final int RIVALRIES = 20;
    private static final Map<String, Boolean> ACTIVE = Map.of("active", true);

    @RegisterExtension
    static final ThreeInstances instances = new ThreeInstances();

    @RegisterExtension
    final Machine machine = new Machine();

    private final World world = new World();

    @AfterEach
    void leave() {
        world.end();
    }

    // ---- the log -----------------------------------------------------------------------------------------------

    @Test
    void whoTalksAtOnceIsHeardInOneOrderByAll() {
        // Given
        List<Guest> talkers = IntStream.range(0, 2 * INSTANCES)
                .mapToObj(i -> machine.guest("talker-" + i, "square").connect(instances.at(i % INSTANCES)))
                .toList();

        // When
        talkers.forEach(Guest::chatter);
        talkers.forEach(
                guest -> ServerProcess.await("talk", () -> guest.outbox().acknowledgedCount() >= TALK));
        talkers.forEach(Guest::hush);
        talkers.forEach(Guest::settle);

        // Then
        assertOneOrder("square", talkers);
    }

    @Test
    void whoMovesFromInstanceToInstanceMissesNothing() {
        // Given
        Guest ana = machine.guest("ana", "road").connect(instances.at(0));
        Guest bo = machine.guest("bo", "road").connect(instances.at(1));
        bo.chatter();
        for (int move = 1; move <= 2 * INSTANCES; move++) {
            int enough = ana.seen().size() + TALK;
            ServerProcess.await("talk", () -> ana.seen().size() >= enough);

            // When
            ana.vanish();
            ana.connect(instances.at(move % INSTANCES));
            ana.say("here I am");
        }
        bo.hush();
        bo.settle();
        ana.settle();

        // Then
        assertOneOrder("road", List.of(ana, bo));
        List<Entry> newest =
                instances.stored("road").reversed().stream().limit(200).toList();
        assertThat(ana.history()).isEqualTo(newest.reversed());
    }

    @Test
    void whatIsSaidTwiceAtTwoInstancesIsStoredOnce() {
        // Given
        ChatClient here = guest("ana", 0).join("attic");
        ChatClient there = here.again().at(instances.uri(1)).join("attic");

        // When
        List<Long> seqs = IntStream.range(0, TALK)
                .mapToObj(i -> {
                    Map<String, String> message = Map.of("message_text", "number " + i, "client_message_id", "n" + i);
                    here.send("chat_message", message);
                    there.send("chat_message", message);
                    Predicate<Frame> mine = frame -> frame.bears("n" + i);
                    long seq = here.awaits("chat_message", mine).seq();
                    assertThat(there.awaits("chat_message", mine).seq()).isEqualTo(seq);
                    return seq;
                })
                .toList();

        // Then
        assertThat(seqs)
                .isEqualTo(
                        IntStream.rangeClosed(1, TALK).mapToObj(Long::valueOf).toList());
        assertThat(instances.stored(world.room("attic"))).hasSize(TALK);
    }

    // ---- people ------------------------------------------------------------------------------------------------

    @Test
    void whoMovesIsNeitherAnnouncedAsLeftNorAsComeAgain() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient bo = guest("bo", 1).join("hall");
        ChatClient cai = guest("cai", 1).join("hall");
        ana.awaits("user_joined", of(bo));
        ana.awaits("user_joined", of(cai));

        // When
        bo.drop();
        ChatClient moved = bo.again().at(instances.uri(2)).join("hall");
        cai.drop();

        // Then: when the grace is over, one of them is gone.
        ana.awaits("user_left", of(cai));
        moved.say("still here");
        ana.awaits("still here");
        assertThat(ana.heard("user_left")).filteredOn(of(bo)).isEmpty();
        assertThat(ana.heard("user_joined")).filteredOn(of(bo)).hasSize(1);
        for (int i = 0; i < INSTANCES; i++) {
            assertThat(present(i)).containsExactlyInAnyOrder(ana.name(), bo.name());
        }

        // When
        moved.drop();

        // Then
        ana.awaits("user_left", of(bo));
        assertThat(ana.heard("user_left")).hasSize(2);
    }

    @Test
    void aNameThatIsTakenIsTakenEverywhere() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");

        // When
        ChatClient other = guest("ana", 1).knock("hall");

        // Then
        other.awaitsNoWayIn("username_taken", 1008);
        ana.say("it is mine");
    }

    @Test
    void ofTwoWhoWantOneNameAtTheSameMomentOneGetsIt() {
        ChatClient witness = guest("witness", 2).join("hall");
        for (int i = 0; i < RIVALRIES; i++) {
            String name = "rival-" + i;

            // When
            List<CompletableFuture<Boolean>> rivals = IntStream.range(0, INSTANCES)
                    .mapToObj(at -> guest(name, at))
                    .map(rival -> CompletableFuture.supplyAsync(
                            () -> rival.knock("hall").awaitsWelcomeOr("username_taken")))
                    .toList();

            // Then
            assertThat(rivals).extracting(Line::within).containsOnlyOnce(true);
        }
        witness.awaits("user_joined", frame -> frame.text("username").startsWith("rival-" + (RIVALRIES - 1)));
        assertThat(witness.heard("user_left")).isEmpty();
        assertThat(witness.heard("user_joined")).hasSize(1 + RIVALRIES);
    }

    @Test
    void aNameOfSomeoneAtAnotherInstanceCannotBeBorrowed() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        await().until(() -> present(1).contains(ana.name()));
        Map<String, String> message = Map.of("message_text", "I am Ana", "username", ana.name());

        // When
        Api.Answer answer =
                instances.call(1, "POST", "/rooms/%s/messages".formatted(world.room("hall")), null, message);

        // Then
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo("username_taken");
        assertThat(ana.say("am I?").seq()).isOne();
    }

    @Test
    void whoTypesAndHowFarSomeoneReadIsSeenElsewhere() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient bo = guest("bo", 1).join("hall");
        ChatClient cai = guest("cai", 2).join("hall");
        long seq = ana.say("read this").seq();
        bo.awaitsEntry(seq);

        // When
        bo.send("typing", ACTIVE);
        bo.send("read", Map.of("seq", seq));

        // Then
        for (ChatClient other : List.of(ana, cai)) {
            assertThat(other.awaits("typing", of(bo)).flag("active")).isTrue();
            assertThat(other.awaits("read", of(bo)).seq()).isEqualTo(seq);
        }
        // From its own instance, as from a single one, and not once more by way of the others.
        assertThat(bo.heard("typing")).hasSize(1);
    }

    // ---- who is where ------------------------------------------------------------------------------------------

    private void assertOneOrder(String room, List<Guest> guests) {
        List<Entry> log = instances.stored(room);
        guests.forEach(guest ->
                ServerProcess.await("all is heard", () -> guest.seen().getLast().equals(log.getLast())));
        StoredLog stored = instances.log().assertSound();
        assertThat(History.of(room, guests, stored).findings()).isEmpty();
        assertThat(guests).flatExtracting(Guest::grievances).isEmpty();
        assertThat(log.size()).isGreaterThan(TALK);
    }

    private ChatClient guest(String name, int instance) {
        return world.guest(name).at(instances.uri(instance));
    }

    private static Predicate<Frame> of(ChatClient client) {
        return frame -> frame.text("username").equals(client.name());
    }

    private List<String> present(int instance) {
        return instances
                .call(instance, "GET", "/rooms/%s/members".formatted(world.room("hall")), null, null)
                .body()
                .path("members")
                .valueStream()
                .map(member -> member.path("username").asText())
                .toList();
    }
}
