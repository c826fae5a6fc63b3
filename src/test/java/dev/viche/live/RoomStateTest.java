package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomStateTest {

    @Test
    void aGapIsHealedWhenTheLogHasBeenReadAsFarAsWasHeardOf() {
        // Given
        RoomState.Healing healing = new RoomState.Live(5).gap(8).heardOf(12).heardOf(9);

        // Then
        assertThat(healing.delivered()).isEqualTo(5);
        assertThat(healing.healed(10)).isEqualTo(new RoomState.Healing(10, 12));
        assertThat(healing.healed(12)).isEqualTo(new RoomState.Live(12));
        assertThat(healing.healed(15)).isEqualTo(new RoomState.Live(15));
    }

    @Test
    void aRoomAtRestKnowsHowFarItCame() {
        assertThat(new RoomState.Live(5).delivered(6).close()).isEqualTo(new RoomState.Closed(6));
    }
}
