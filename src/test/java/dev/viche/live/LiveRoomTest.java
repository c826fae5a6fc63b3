package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.live.LiveRoom.Attachment;
import dev.viche.presence.Typists;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import dev.viche.rooms.RoomSettings;
import dev.viche.support.Folk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRoomTest {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Stage stage = new Stage();
    private final LiveRoom garden = stage.room();

    @Test
    void whatItIsLikeIsLookedUpOnceBeforeAnyoneEntersAndWithEachChange() {
        // Given: it was closed while it was being opened here.
        RoomSettings shut = new RoomSettings(true, null, false, false, 0, 0);
        Room closed = new Room(Talk.GARDEN, RoomKind.OPEN, "garden", List.of(), shut);
        Room open = new Room(Talk.GARDEN, RoomKind.OPEN, "garden", List.of());

        // When
        garden.lookFirst(() -> closed);
        garden.lookFirst(() -> open);

        // Then
        assertThat(garden.room()).isEqualTo(closed);
        assertThat(garden.look(() -> null)).isEqualTo(closed);
        assertThat(garden.look(() -> open)).isEqualTo(open);
        assertThat(garden.room()).isEqualTo(open);
    }

    @Test
    void everyoneIsToldOfANewcomerTheNewcomerIncluded() {
        // Given
        Peer ana = stage.join(garden, ANA);
        ana.told();

        // When
        Peer bo = stage.join(garden, BO);

        // Then
        assertThat(ana.told()).containsExactly("user_joined Bo");
        assertThat(bo.told()).containsExactly("user_joined Bo");
        assertThat(garden.present()).isEqualTo(2);
    }

    @Test
    void aNewcomerIsToldWhoIsHere() {
        // Given
        stage.join(garden, ANA);

        // When
        Attachment attachment = stage.attach(garden, stage.peer(), BO);

        // Then
        assertThat(attachment).isEqualTo(new Attachment.Attached(List.of(ANA, BO), 2));
    }

    @Test
    void entriesReachEveryoneInTheirOrderAndOnce() {
        // Given
        Peer ana = stage.join(garden, ANA);
        Peer bo = stage.join(garden, BO);
        ana.told();
        bo.told();

        // When
        garden.deliver(Talk.posted(1, 2));
        garden.deliver(Talk.posted(2, 3));

        // Then
        assertThat(ana.told()).containsExactly("chat_message 1", "chat_message 2", "chat_message 3");
        assertThat(bo.told()).containsExactly("chat_message 1", "chat_message 2", "chat_message 3");
    }

    @Test
    void aSecondConnectionIsNobodysBusiness() {
        // Given
        Peer bo = stage.join(garden, BO);
        Peer first = stage.join(garden, ANA);
        bo.told();

        // When
        stage.join(garden, ANA);
        first.session.close(Closing.LEFT);

        // Then
        assertThat(bo.told()).isEmpty();
        assertThat(garden.present()).isEqualTo(2);
    }

    @Test
    void whoLosesTheConnectionIsAnnouncedAsLeftAfterTheGracePeriod() {
        // Given
        Peer ana = stage.join(garden, ANA);
        Peer bo = stage.join(garden, BO);
        bo.told();

        // When
        ana.session.ended();
        stage.pass(Stage.GRACE.minus(MOMENT));
        List<String> before = bo.told();
        stage.pass(MOMENT.multipliedBy(2));

        // Then
        assertThat(before).isEmpty();
        assertThat(bo.told()).containsExactly("user_left Ana");
        assertThat(garden.present()).isEqualTo(1);
    }

    @Test
    void whoSaysThatTheyLeaveIsAnnouncedAtOnce() {
        // Given
        Peer ana = stage.join(garden, ANA);
        Peer bo = stage.join(garden, BO);
        bo.told();

        // When
        ana.session.close(Closing.LEFT);

        // Then
        assertThat(bo.told()).containsExactly("user_left Ana");
    }

    @Test
    void aNameIsTakenOverFromSomeoneWhoIsThenGone() {
        // Given
        Person stranger = Folk.stranger("Ana");
        Peer bo = stage.join(garden, BO);
        Peer ana = stage.join(garden, ANA);
        ana.session.ended();
        bo.told();

        // When
        stage.join(garden, stranger);

        // Then
        assertThat(bo.frames())
                .extracting(frame -> frame.path("type").asText() + " "
                        + frame.at("/payload/user_id").asText())
                .containsExactly("user_left " + ANA.userId(), "user_joined " + stranger.userId());
    }

    @Test
    void aNameOfSomeoneWhoIsHereIsTaken() {
        // Given
        stage.join(garden, ANA);

        // Then
        assertThat(stage.attach(garden, stage.peer(), Folk.stranger("ANA"))).isEqualTo(new Attachment.Taken());
    }

    @Test
    void whoTypesAndSaysNothingMoreStopsAfterAWhile() {
        // Given
        Peer bo = stage.join(garden, BO);
        stage.join(garden, ANA);
        bo.told();

        // When
        garden.typing(ANA, true);
        List<Boolean> began = typing(bo);
        for (Duration passed = Duration.ZERO; passed.compareTo(Typists.EXPIRY) <= 0; passed = passed.plusSeconds(1)) {
            stage.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(began).containsExactly(true);
        assertThat(typing(bo)).containsExactly(false);
    }

    @Test
    void aMessageIsTheEndOfTyping() {
        // Given
        Peer bo = stage.join(garden, BO);
        stage.join(garden, ANA);
        garden.typing(ANA, true);
        bo.told();

        // When
        garden.deliver(List.of(Talk.posted(1, ANA)));
        for (int second = 0; second < 10; second++) {
            stage.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(bo.told()).containsExactly("chat_message 1");
    }

    @Test
    void theRoomIsPutToRestWhenNobodyIsLeftAndTakesNoOneInAnyMore() {
        // Given
        Peer ana = stage.join(garden, ANA);
        ana.session.ended();
        List<LiveRoom> inTheGracePeriod = List.copyOf(stage.closed);

        // When
        stage.pass(Stage.GRACE.plus(MOMENT));

        // Then
        assertThat(inTheGracePeriod).isEmpty();
        assertThat(stage.closed).containsExactly(garden);
        assertThat(stage.attach(garden, stage.peer(), BO)).isEqualTo(new Attachment.Closed());
    }

    @Test
    void manySlowReadersAtOnceCostNobodyElseAnything() {
        // Given: without a grace period each that is closed is announced while the walk over the readers goes on.
        LiveRoom strict = stage.room(Duration.ZERO);
        List<Peer> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slow.add(stage.join(strict, Folk.stranger("slow " + i), stage.peer(1200)));
        }
        Peer cleo = stage.join(strict, CLEO);
        slow.add(stage.join(strict, Folk.stranger("slow 3"), stage.peer(1200)));
        stage.turn();
        slow.forEach(Peer::stopsReading);
        cleo.told();

        // When
        for (int seq = 1; seq <= 20; seq++) {
            strict.deliver(List.of(Talk.posted(seq, ANA)));
        }

        // Then
        assertThat(slow).allSatisfy(peer -> assertThat(peer.closes).containsExactly(Closing.SLOW));
        assertThat(cleo.told())
                .filteredOn(told -> told.startsWith("chat_message"))
                .hasSize(20)
                .startsWith("chat_message 1", "chat_message 2")
                .endsWith("chat_message 19", "chat_message 20");
        assertThat(cleo.closes).isEmpty();
        assertThat(strict.present()).isEqualTo(1);
    }

    private static List<Boolean> typing(Peer peer) {
        return peer.frames().stream()
                .filter(frame -> frame.path("type").asText().equals("typing"))
                .map(frame -> frame.at("/payload/active").asBoolean())
                .toList();
    }
}
