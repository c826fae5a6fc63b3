package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.live.LiveRoom.Attachment;
import dev.viche.messages.Written;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.support.Folk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where other processes let people in, too, the log is asked for a name before anyone is let in under it. */
class NameClaimTest {

    private static final Written GRANTED = new Written.Done();

    private final Stage stage = new Stage();
    private final LiveRoom garden = stage.room();
    private final List<Attachment> answers = new ArrayList<>();
    private Peer bo;

    @BeforeEach
    void boIsThereAndSoIsAnotherProcess() {
        bo = stage.join(garden, BO);
        bo.told();
        stage.told.clear();
        stage.accompanied = true;
    }

    @Test
    void whoComesIsInAsSoonAsTheirNameIsGranted() {
        // When
        knock(ANA);

        // Then
        assertThat(answers).isEmpty();
        assertThat(bo.told()).isEmpty();
        assertThat(stage.claims)
                .extracting(Stage.Claim::sighting)
                .containsExactly(new Sighting(Talk.GARDEN, ANA, "this", Sighting.Stage.HERE, stage.clock.instant()));

        // When
        answer(GRANTED);

        // Then: the claim has told the others already.
        assertThat(answers).singleElement().isInstanceOf(Attachment.Attached.class);
        assertThat(bo.told()).containsExactly("user_joined Ana");
        assertThat(stage.told).isEmpty();
    }

    @Test
    void whoseNameSomeoneElsewhereHasIsNotLetIn() {
        // When
        knock(ANA);
        answer(new Written.Refused(Refusal.USERNAME_TAKEN, "It is taken."));

        // Then
        assertThat(answers).containsExactly(new Attachment.Taken());
        assertThat(bo.told()).isEmpty();
        assertThat(stage.told).isEmpty();
        assertThat(garden.present()).isEqualTo(1);
    }

    @Test
    void whileTheLogCannotBeAskedNobodyIsLetIn() {
        // When
        knock(ANA);
        answer(new Written.Refused(Refusal.STORAGE_UNAVAILABLE, "Again in a moment."));

        // Then
        assertThat(answers).containsExactly(new Attachment.Refused(Refusal.STORAGE_UNAVAILABLE, "Again in a moment."));
        assertThat(garden.present()).isEqualTo(1);
    }

    @Test
    void whoHangsUpMeanwhileWasNeverThere() {
        // Given
        Peer ana = knock(ANA);

        // When
        ana.session.ended();
        answer(GRANTED);

        // Then: the others were told of them by the claim.
        assertThat(answers).isEmpty();
        assertThat(bo.told()).isEmpty();
        assertThat(stage.told).extracting(Sighting::stage).containsExactly(Sighting.Stage.LEFT);
        assertThat(garden.present()).isEqualTo(1);
    }

    @Test
    void whoComesAgainWhileTheFirstConnectionEndsIsNotToldToBeAway() {
        // Given
        Peer first = knock(ANA);
        knock(ANA);
        answer(GRANTED);

        // When
        first.session.ended();

        // Then
        assertThat(stage.told).isEmpty();

        // When
        answer(GRANTED);

        // Then
        assertThat(answers).hasSize(2).allMatch(Attachment.Attached.class::isInstance);
        assertThat(bo.told()).containsExactly("user_joined Ana");
        assertThat(stage.told).isEmpty();
    }

    @Test
    void aSecondConnectionAsksNobody() {
        // Given
        knock(ANA);
        answer(GRANTED);

        // When
        Peer second = knock(ANA);

        // Then
        assertThat(answers).hasSize(2).allMatch(Attachment.Attached.class::isInstance);
        assertThat(stage.claims).isEmpty();

        // When
        second.session.close(Closing.MOVED);

        // Then
        assertThat(stage.told).isEmpty();
    }

    @Test
    void ofTwoHereWhoWantOneNameTheLogIsAskedForTheFirst() {
        // When
        knock(ANA);
        knock(Folk.stranger("ANA"));

        // Then
        assertThat(answers).containsExactly(new Attachment.Taken());
        assertThat(stage.claims).hasSize(1);
    }

    @Test
    void theRoomIsNotPutToRestMeanwhile() {
        // Given
        knock(ANA);

        // When
        bo.session.close(Closing.LEFT);
        stage.pass(Stage.GRACE.multipliedBy(2));
        answer(GRANTED);

        // Then
        assertThat(stage.closed).isEmpty();
        assertThat(answers).singleElement().isInstanceOf(Attachment.Attached.class);
    }

    @Test
    void whoIsOnTheirWayInCountsAsHereInAMuster() {
        // Given
        knock(ANA);
        List<List<Person>> told = new ArrayList<>();

        // When
        garden.muster(Set.of(ANA.userId(), BO.userId()), told::add);
        garden.muster(Set.of(BO.userId()), told::add);

        // Then
        assertThat(told).singleElement().satisfies(here -> assertThat(here).containsExactlyInAnyOrder(ANA, BO));
    }

    private Peer knock(Person person) {
        Peer peer = stage.peer();
        peer.session.joining(garden, person);
        garden.attach(peer.session, person, answer -> {
            answers.add(answer);
            peer.session.welcome(WireFrame.ping(), 0);
            assertThat(peer.session.goLive()).isTrue();
        });
        stage.turn();
        return peer;
    }

    /** The log answers the claim that has waited longest. */
    private void answer(Written written) {
        stage.claims.removeFirst().answer().accept(written);
        stage.turn();
    }
}
