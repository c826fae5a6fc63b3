package dev.viche.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.moderation.Network;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenSocketsTest {

    private static final int PLENTY = 1_000_000;
    private static final Network HOME = Network.of("192.0.2.1");
    private static final Network OFFICE = Network.of("192.0.2.2");

    @Test
    void anAddressHoldsSoManyAndNoMore() {
        // Given
        OpenSockets open = new OpenSockets(PLENTY, 2);

        // Then
        assertThat(enter(open, HOME, 3)).containsExactly(true, true, false);
        assertThat(open.enter(OFFICE)).isTrue();
    }

    @Test
    void allTogetherHoldSoManyAndNoMore() {
        // Given
        OpenSockets open = new OpenSockets(3, 2);
        enter(open, HOME, 2);

        // When
        open.enter(OFFICE);

        // Then
        assertThat(enter(open, OFFICE, 1)).containsExactly(false);
        open.leave(HOME);
        assertThat(enter(open, OFFICE, 2)).containsExactly(true, false);
    }

    @Test
    void whoeverLeavesMakesRoomAndWhoWasTurnedAwayDoesNot() {
        // Given
        OpenSockets open = new OpenSockets(2, 1);
        enter(open, HOME, 5);

        // When
        open.leave(HOME);

        // Then
        assertThat(enter(open, HOME, 2)).containsExactly(true, false);
        assertThat(enter(open, OFFICE, 1)).containsExactly(true);
    }

    @Test
    void anAddressIsRememberedOnlyWhileItHoldsOne() {
        // Given
        OpenSockets open = new OpenSockets(PLENTY, 1);
        open.enter(HOME);

        // When
        IntStream.range(0, 100_000).mapToObj(number -> new Network(number)).forEach(visitor -> {
            open.enter(visitor);
            open.leave(visitor);
        });

        // Then
        assertThat(open.remembered()).isOne();
        assertThat(open.enter(HOME)).isFalse();
    }

    private static List<Boolean> enter(OpenSockets open, Network address, int times) {
        return Stream.generate(() -> open.enter(address)).limit(times).toList();
    }
}
