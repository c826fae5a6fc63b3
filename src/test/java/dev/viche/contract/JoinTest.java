package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Chorus;
import dev.viche.support.Frame;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two ways into a room, and what one is told on entering. */
@QuarkusTest
class JoinTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void aRoomsOwnPathIsTheRoom() {
        // Given
        ChatClient ana = world.guest("ana");

        // When
        ana.knock("garden");

        // Then
        Frame welcome = ana.awaitsType("welcome");
        assertThat(ana.heard().getFirst()).isEqualTo(welcome);
        assertThat(welcome.text("room_name")).isEqualTo(world.room("garden"));
        assertThat(welcome.text("username")).isEqualTo(ana.name());
    }

    @Test
    void theFirstFrameAtTheLobbyNamesTheRoom() {
        // Given
        ChatClient ana = world.guest("ana").open("/ws");

        // When
        ana.ask("garden");

        // Then
        Frame welcome = ana.awaitsType("welcome");
        assertThat(ana.heard().getFirst()).isEqualTo(welcome);
        assertThat(welcome.text("room_name")).isEqualTo(world.room("garden"));
        assertThat(welcome.text("username")).isEqualTo(ana.name());
    }

    @Test
    void bothWaysLeadToTheSameRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").joinFromLobby("garden");

        // When
        ana.say("is anyone here?");

        // Then
        bo.awaits("is anyone here?");
    }

    @Test
    void theWelcomeOfANewRoomTellsAllThereIs() {
        // Given
        ChatClient ana = world.guest("ana");

        // When
        ana.join("garden");

        // Then
        Frame welcome = ana.welcome();
        assertThat(welcome.id("user_id")).isNotNull();
        assertThat(welcome.text("epoch")).isNotBlank();
        assertThat(welcome.text("resume_token")).isNotBlank();
        assertThat(welcome.number("last_seq")).isZero();
        assertThat(welcome.number("first_seq")).isOne();
        assertThat(welcome.flag("resumed")).isFalse();
        assertThat(welcome.flag("more")).isFalse();
        assertThat(welcome.entries()).isEmpty();
        assertThat(welcome.number("member_count")).isOne();
        assertThat(welcome.list("members")).singleElement().satisfies(member -> {
            assertThat(member.path("user_id").asText()).isEqualTo(ana.id().toString());
            assertThat(member.path("username").asText()).isEqualTo(ana.name());
        });
        assertThat(welcome.payload().path("limits").toString())
                .isEqualTo("{\"message_length\":1000,\"frame_size\":65536,\"messages_per_second\":20,"
                        + "\"name_length\":50,\"history_page\":200,"
                        + "\"user\":{\"connections\":100,\"joins\":20,\"messages\":40,"
                        + "\"typing\":5,\"history\":20,\"reads\":100,\"writes\":100000},"
                        + "\"address\":{\"connections\":1000,\"joins\":1000,\"messages\":100000,"
                        + "\"typing\":100000,\"history\":100000,\"reads\":100000,\"writes\":100000}}");
    }

    @Test
    void whoHasSpokenBeforeIsReadByTheNewcomer() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        List<Frame> said = List.of(ana.say("one"), ana.say("two"));

        // When
        ChatClient bo = world.guest("bo").join("garden");

        // Then
        assertThat(bo.welcome().number("last_seq")).isEqualTo(2);
        assertThat(bo.welcome().entries()).isEqualTo(said);
    }

    @Test
    void aNewcomerReadsTheNewestFiftyEntriesUnlessTheyAskForFewer() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        for (int i = 1; i <= 55; i++) {
            ana.say("m" + i);
        }

        // When
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient cy = world.guest("cy").with("history", 3).join("garden");
        ChatClient di = world.guest("di").with("history", 0).joinFromLobby("garden");

        // Then
        assertThat(bo.welcome().entries())
                .extracting(Frame::seq)
                .hasSize(50)
                .startsWith(6L)
                .endsWith(55L)
                .isSorted();
        assertThat(cy.welcome().entries()).extracting(Frame::seq).containsExactly(53L, 54L, 55L);
        assertThat(di.welcome().entries()).isEmpty();
        assertThat(di.welcome().number("last_seq")).isEqualTo(55);
    }

    @Test
    void whoComesInWhileOthersTalkMissesNothingFromThenOn() {
        // Given
        world.guest("ana").join("garden");
        List<ChatClient> newcomers = new ArrayList<>();

        // When
        try (Chorus chorus = Chorus.begins(world, "garden", 500, i -> "m" + i)) {
            assertThat(chorus).isNotNull();
            for (int i = 1; i <= 20; i++) {
                ChatClient newcomer = world.guest("n" + i).with("history", 3).knock("garden");
                newcomer.awaitsType("welcome");
                newcomers.add(newcomer);
            }
        }

        // Then
        assertThat(newcomers).allSatisfy(each -> {
            List<Long> seqs = each.awaitsEntry(500).seqs();
            assertThat(seqs)
                    .isEqualTo(
                            LongStream.rangeClosed(seqs.getFirst(), 500).boxed().toList());
        });
    }

    @Test
    void whoGivesNoNameIsGivenOne() {
        // Given
        ChatClient one = world.client(null);
        ChatClient other = world.client(null);

        // When
        one.join("garden");
        other.join("garden");

        // Then
        assertThat(one.name()).matches("guest-[0-9a-z]{4,}");
        assertThat(other.name()).matches("guest-[0-9a-z]{4,}").isNotEqualTo(one.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"café", "the green room", "a/b", "a?b=c&d#e", "50%", "深い森", "🌳🌳", "a+b", "..", "@"})
    void aRoomsNameInThePathIsPercentEncodedUtf8(String room) {
        // Given
        ChatClient ana = world.guest("ana");

        // When
        ana.open("/ws/" + World.encode(world.room("x" + room)) + "?username=" + ana.name());

        // Then
        assertThat(ana.awaitsType("welcome").text("room_name")).isEqualTo(world.room("x" + room));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"history=201", "history=-1", "history=many", "since=-1", "since=x", "since=9007199254740992"})
    void aParameterOutOfRangeIsAnErrorThatNamesIt(String parameter) {
        // Given
        ChatClient ana = world.guest("ana");

        // When
        ana.open(world.path("garden") + "?username=" + ana.name() + "&" + parameter);

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("detail"))
                .contains(parameter.split("=", 2)[0]);
        ana.ask("garden").awaitsWelcome();
    }

    @Test
    void whoIsRefusedMayTryAgainOnTheSameConnection() {
        // Given
        world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo")
                .open(world.path("garden") + "?username=" + world.guest("ana").name());
        bo.awaitsError("username_taken");

        // When
        bo.ask("garden");

        // Then
        assertThat(bo.awaitsWelcome().welcome().text("username")).isEqualTo(bo.name());
        bo.say("it worked");
    }

    @Test
    void oneConnectionIsInOneRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.ask("attic");

        // Then
        ana.awaitsError("invalid_frame");
        ana.say("still in the garden");
        assertThat(ana.heard("welcome")).hasSize(1);
    }

    @Test
    void ofTwoJoinsSentAtOnceTheFirstCounts() {
        // Given
        ChatClient ana = world.guest("ana").open("/ws");

        // When
        ana.ask("garden").ask("attic");

        // Then
        ana.awaitsError("invalid_frame");
        assertThat(ana.awaitsWelcome().welcome().text("room_name")).isEqualTo(world.room("garden"));
        assertThat(world.guest("bo").join("attic").welcome().number("member_count"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"hi\"}}",
                "{\"type\":\"private_message\",\"payload\":{\"to\":\"bo\",\"message_text\":\"hi\"}}",
                "{\"type\":\"edit_message\",\"payload\":{\"seq\":1,\"message_text\":\"hi\"}}",
                "{\"type\":\"delete_message\",\"payload\":{\"seq\":1}}",
                "{\"type\":\"typing\",\"payload\":{\"active\":true}}",
                "{\"type\":\"read\",\"payload\":{\"seq\":1}}",
                "{\"type\":\"history\",\"payload\":{\"before\":1,\"limit\":1}}",
                "a plain line"
            })
    void whoIsInNoRoomCanDoNothingInIt(String frame) {
        // Given
        ChatClient ana = world.guest("ana").open("/ws");

        // When
        ana.sendText(frame);

        // Then
        ana.awaitsError("not_joined");
    }

    @Test
    void theServerSpeaksTheProtocolThatIsOfferedAndServesThoseWhoOfferNone() {
        // Given
        RawSocket offering = world.raw();
        RawSocket silent = world.raw();

        // When
        String toOffering =
                offering.handshake(world.path("garden"), Map.of("Sec-WebSocket-Protocol", "viche.v9, viche.v1"));
        String toSilent = silent.handshake(world.path("garden"), Map.of());

        // Then
        assertThat(toOffering).startsWith("HTTP/1.1 101 ").containsIgnoringCase("sec-websocket-protocol: viche.v1\r\n");
        assertThat(toSilent).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("sec-websocket-protocol");
        silent.awaits("welcome");
    }

    @Test
    void whoIsInNoRoomAfterTenSecondsIsShownOut() {
        // Given
        long start = System.nanoTime();
        world.guest("ana").join("garden");
        ChatClient silent = world.guest("silent").open("/ws");
        ChatClient talking = world.guest("talking").open("/ws");
        ChatClient refused = world.guest("ana").knock("garden");

        // When
        talking.ping();
        refused.awaitsError("username_taken");

        // Then
        assertThat(silent.awaitsClose()).isEqualTo(4002);
        assertThat(talking.awaitsClose()).isEqualTo(4002);
        assertThat(refused.awaitsClose()).isEqualTo(4002);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
    }
}
