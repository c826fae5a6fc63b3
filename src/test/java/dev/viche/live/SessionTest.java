package dev.viche.live;

import static dev.viche.live.Talk.entry;
import static dev.viche.live.Talk.event;
import static dev.viche.support.Folk.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Closing;
import dev.viche.protocol.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Stage stage = new Stage();
    private final LiveRoom garden = stage.room();
    private final Peer peer = stage.peer();

    @Test
    void whatIsSentInOneTurnIsOneWriteAtItsEnd() {
        // When
        peer.session.refuse(Refusal.NOT_JOINED, "Join a room first.", null);
        peer.session.refuse(Refusal.NOT_JOINED, "Join a room first.", null);
        boolean early = peer.channel.outboundMessages().isEmpty();

        // Then
        assertThat(early).isTrue();
        assertThat(peer.writes()).hasSize(1);
    }

    @Test
    void whatHappensDuringAJoinFollowsTheWelcomeWithoutAGapAndNothingTwice() {
        // Given
        peer.session.joining(garden, ANA);
        for (long seq = 3; seq <= 6; seq++) {
            peer.session.deliver(entry(seq));
        }
        peer.session.deliver(event());
        assertThat(peer.told()).isEmpty();

        // When
        peer.session.welcome(welcome(), 4);
        boolean live = peer.session.goLive();
        peer.session.deliver(entry(6));
        peer.session.deliver(entry(7));

        // Then
        assertThat(live).isTrue();
        assertThat(peer.told())
                .containsExactly(
                        "user_joined Ana", "user_joined Bo", "chat_message 5", "chat_message 6", "chat_message 7");
    }

    @Test
    void deliveryDoesNotBeginWhileEntriesAreMissingBetween() {
        // Given
        peer.session.joining(garden, ANA);
        peer.session.deliver(entry(300));
        peer.session.welcome(welcome(), 200);

        // When
        boolean tooEarly = peer.session.goLive();
        peer.session.page(entry(299), 299);
        boolean inTime = peer.session.goLive();

        // Then
        assertThat(tooEarly).isFalse();
        assertThat(inTime).isTrue();
        assertThat(peer.told()).containsExactly("user_joined Ana", "chat_message 299", "chat_message 300");
    }

    @Test
    void aReaderWhoseOutboxIsFullIsClosedAndTheRestForgotten() {
        // Given
        Peer slow = stage.peer(1000);
        join(slow);
        slow.stopsReading();

        // When
        for (long seq = 1; seq <= 100; seq++) {
            slow.session.deliver(entry(seq));
        }

        // Then
        assertThat(slow.closes).containsExactly(Closing.SLOW);
        slow.readsOn();
        assertThat(slow.told()).isEmpty();
        assertThat(stage.meters.gauge("viche.outbox")).isZero();
    }

    @Test
    void theFirstCauseCounts() {
        // When
        peer.session.close(Closing.KICKED);
        peer.session.close(Closing.FAULT);

        // Then
        assertThat(peer.closes).containsExactly(Closing.KICKED);
    }

    @Test
    void whatWasSentBeforeACloseComesBeforeIt() {
        // Given
        join(peer);
        peer.session.deliver(entry(1));

        // When
        peer.session.close(Closing.MOVED);

        // Then
        assertThat(peer.told()).containsExactly("user_joined Ana", "chat_message 1");
    }

    @Test
    void nothingFollowsAClose() {
        // Given
        join(peer);
        peer.stopsReading();
        peer.session.deliver(entry(1));

        // When
        peer.session.close(Closing.MOVED);
        peer.session.deliver(entry(2));
        peer.session.refuse(Refusal.INTERNAL, "Send it again.", null);

        // Then
        assertThat(peer.closes).containsExactly(Closing.MOVED);
        peer.readsOn();
        assertThat(peer.told()).isEmpty();
    }

    @Test
    void aCloseDecidedBeforeTheConnectionOpensIsSentWhenItDoes() {
        // Given
        Peer early = stage.unopened();
        early.session.close(Closing.REFUSED);

        // When
        early.open();

        // Then
        assertThat(early.closes).containsExactly(Closing.REFUSED);
    }

    @Test
    void whoDoesNotAnswerTheirCloseIsCut() {
        // Given
        peer.session.close(Closing.MOVED);

        // When
        stage.pass(FAREWELL.minus(MOMENT));
        boolean given = peer.channel.isOpen();
        stage.pass(MOMENT);

        // Then
        assertThat(given).isTrue();
        assertThat(peer.channel.isOpen()).isFalse();
    }

    @Test
    void whoJoinsNoRoomInTimeIsShownOut() {
        // Given
        peer.session.expectJoin(PATIENCE);

        // When
        stage.pass(PATIENCE.minus(MOMENT));
        List<Closing> inTime = List.copyOf(peer.closes);
        stage.pass(MOMENT);

        // Then
        assertThat(inTime).isEmpty();
        assertThat(peer.closes).containsExactly(Closing.NO_JOIN);
    }

    @Test
    void whoHasJoinedStays() {
        // Given
        peer.session.expectJoin(PATIENCE);
        join(peer);

        // When
        stage.pass(PATIENCE.multipliedBy(3));

        // Then
        assertThat(peer.closes).isEmpty();
    }

    @Test
    void whoseJoinIsRefusedAfterTheTimeIsShownOutToo() {
        // Given
        peer.session.expectJoin(PATIENCE);
        peer.session.joining(garden, ANA);
        stage.pass(PATIENCE);

        // When
        peer.session.notJoined();
        stage.pass(PATIENCE);

        // Then
        assertThat(peer.closes).containsExactly(Closing.NO_JOIN);
    }

    @Test
    void whoHasLeftARoomHearsNoMoreOfIt() {
        // Given
        peer.session.joining(garden, ANA);
        peer.session.notJoined();

        // When
        peer.session.deliver(entry(1));
        peer.session.deliver(event());
        peer.session.pass(event());

        // Then
        assertThat(peer.told()).isEmpty();
    }

    private void join(Peer joining) {
        joining.session.joining(garden, ANA);
        joining.session.welcome(welcome(), 0);
        assertThat(joining.session.goLive()).isTrue();
    }

    /** Stands for a welcome: what it says is not looked at here. */
    private static WireFrame welcome() {
        return Talk.joined(ANA);
    }
}
