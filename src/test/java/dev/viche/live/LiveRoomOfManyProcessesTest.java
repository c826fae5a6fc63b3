package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.presence.Sighting;
import dev.viche.presence.Typists;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What processes on one log tell each other of a room's people. */
class LiveRoomOfManyProcessesTest {

    private final Stage stage = new Stage();
    private final LiveRoom garden = stage.room();

    @Test
    void otherProcessesAreToldOfTheFirstConnectionAndTheLast() {
        // Given
        Peer first = stage.join(garden, ANA);
        Peer second = stage.join(garden, ANA);

        // When
        first.session.ended();
        second.session.close(Closing.LEFT);

        // Then
        assertThat(stage.told).extracting(Sighting::stage).containsExactly(Sighting.Stage.HERE, Sighting.Stage.LEFT);
    }

    @Test
    void whoIsWithAnotherProcessIsAnnouncedAndListed() {
        // Given
        Peer bo = stage.join(garden, BO);
        bo.told();

        // When
        garden.sighted(sighting(ANA, Sighting.Stage.HERE));
        garden.sighted(sighting(ANA, Sighting.Stage.HERE));
        garden.sighted(sighting(ANA, Sighting.Stage.LEFT));

        // Then
        assertThat(bo.told()).containsExactly("user_joined Ana", "user_left Ana");
    }

    @Test
    void whoTypesHereIsToldToOtherInstancesAsOftenAsToThoseHere() {
        // Given
        stage.join(garden, ANA);

        // When
        garden.typing(ANA, true);
        garden.typing(ANA, true);
        garden.typing(ANA, false);
        garden.typing(ANA, false);
        stage.turn();

        // Then
        assertThat(stage.bus.told).containsExactly("typing Ana true", "typing Ana false");
    }

    @Test
    void whoTypesElsewhereIsToldHereAndToNobodyElse() {
        // Given
        Peer bo = stage.join(garden, BO);
        bo.told();

        // When
        garden.typingElsewhere(ANA, true);
        garden.readElsewhere(ANA, 7);

        // Then
        assertThat(bo.told()).containsExactly("typing Ana", "read 7");
        assertThat(stage.bus.told).isEmpty();
    }

    @Test
    void whoTypesElsewhereAndIsNeverHeardOfAgainStopsAfterAWhile() {
        // Given
        Peer bo = stage.join(garden, BO);
        garden.typingElsewhere(ANA, true);
        bo.told();

        // When
        for (int second = 0; second <= Typists.EXPIRY.toSeconds() + 1; second++) {
            stage.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(bo.frames())
                .extracting(frame -> frame.at("/payload/active").asText())
                .containsExactly("false");
        assertThat(stage.bus.told).isEmpty();
    }

    @Test
    void aReadMarkIsToldHereAndToOtherInstances() {
        // Given
        Peer bo = stage.join(garden, BO);
        bo.told();

        // When
        garden.read(ANA, 7);

        // Then
        assertThat(bo.told()).containsExactly("read 7");
        assertThat(stage.bus.told).containsExactly("read Ana 7");
    }

    @Test
    void aMusterTellsWhoIsHereOnlyWhereSomethingElseIsNoted() {
        // Given
        stage.join(garden, BO);
        stage.join(garden, ANA);
        stage.join(garden, ANA);
        List<List<Person>> told = new ArrayList<>();

        // When
        garden.muster(Set.of(ANA.userId(), BO.userId()), told::add);
        garden.muster(Set.of(ANA.userId()), told::add);
        garden.muster(Set.of(ANA.userId(), BO.userId(), CLEO.userId()), told::add);
        stage.turn();

        // Then
        assertThat(told).hasSize(2).allSatisfy(here -> assertThat(here).containsExactlyInAnyOrder(ANA, BO));
    }

    @Test
    void aMoveToAnotherProcessIsNobodysBusiness() {
        // Given
        Peer bo = stage.join(garden, BO);
        Peer ana = stage.join(garden, ANA);
        bo.told();

        // When
        garden.sighted(sighting(ANA, Sighting.Stage.HERE));
        ana.session.close(Closing.MOVED);
        stage.pass(Stage.GRACE.multipliedBy(2));

        // Then
        assertThat(bo.told()).isEmpty();
        assertThat(garden.present()).isEqualTo(2);
    }

    private Sighting sighting(Person person, Sighting.Stage where) {
        return new Sighting(Talk.GARDEN, person, "other", where, stage.clock.instant());
    }
}
