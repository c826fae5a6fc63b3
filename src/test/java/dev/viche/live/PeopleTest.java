package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import dev.viche.support.Folk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final Stage stage = new Stage();
    private final People people = stage.people;
    private final Session one = stage.peer().session;
    private final Session other = stage.peer().session;

    @Test
    void someoneIsConnectedWhileOneOfTheirConnectionsIs() {
        // Given
        people.add(ANA, one);
        people.add(ANA, other);

        // When
        people.remove(ANA, one);
        people.remove(ANA, one);

        // Then
        assertThat(people.find(ANA.userId())).isEqualTo(ANA);
        assertThat(people.sessions(ANA.userId())).containsExactly(other);
        people.remove(ANA, other);
        assertThat(people.find(ANA.userId())).isNull();
        assertThat(people.sessions(ANA.userId())).isEmpty();
        assertThat(people.named("ana")).isEmpty();
    }

    @Test
    void severalMayBeCalledTheSame() {
        // Given
        Person namesake = Folk.stranger("ANA");
        people.add(ANA, one);
        people.add(namesake, other);

        // Then
        assertThat(people.named("ana")).containsExactlyInAnyOrder(ANA, namesake);
        assertThat(people.named("bo")).isEmpty();
    }

    @Test
    void whoComesUnderAnotherNameIsFoundByThatOneOnly() {
        // Given
        people.add(ANA, one);

        // When
        people.add(Folk.called("Anna", ANA), other);

        // Then
        assertThat(people.named("ana")).isEmpty();
        assertThat(people.named("anna")).hasSize(1);
        assertThat(people.sessions(ANA.userId())).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void ofTooManyConnectionsOfOnePersonTheOldestIsReplaced() {
        // Given
        List<Peer> peers =
                Stream.generate(stage::peer).limit(Stage.MOST_CONNECTIONS + 2).toList();
        people.add(BO, one);

        // When
        peers.forEach(peer -> people.add(ANA, peer.session));

        // Then
        assertThat(peers.stream().map(peer -> peer.closes))
                .startsWith(List.of(Closing.REPLACED), List.of(Closing.REPLACED), List.of());
        assertThat(people.sessions(ANA.userId()))
                .containsExactlyElementsOf(
                        peers.stream().skip(2).map(peer -> peer.session).toList());
        assertThat(people.sessions(BO.userId())).containsExactly(one);
    }

    @Test
    void whoWasNeverHereIsNotMissed() {
        // Given
        people.add(ANA, one);

        // When
        people.remove(BO, one);

        // Then
        assertThat(people.find(ANA.userId())).isEqualTo(ANA);
    }
}
