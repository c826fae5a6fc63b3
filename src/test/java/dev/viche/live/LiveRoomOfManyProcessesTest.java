package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.presence.Sighting;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
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
