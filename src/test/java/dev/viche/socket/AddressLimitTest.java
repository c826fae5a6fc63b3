package dev.viche.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

    private static final String HOME = "192.0.2.1";
    private static final String OFFICE = "192.0.2.2";
    private static final int MANY = 100_001;

    private final ManualClock clock = new ManualClock();

    @Test
    void anAddressHoldsSoManyAndNoMore() {
        // Given
        AddressLimit limit = new AddressLimit(1000, 2, clock::nanoTime);

        // Then
        assertThat(limit.enter(HOME)).isTrue();
        assertThat(limit.enter(HOME)).isTrue();
        assertThat(limit.enter(HOME)).isFalse();
        assertThat(limit.enter(OFFICE)).isTrue();
    }

    @Test
    void whoeverLeavesMakesRoomAndWhoWasTurnedAwayDoesNot() {
        // Given
        AddressLimit limit = new AddressLimit(1000, 1, clock::nanoTime);
        limit.enter(HOME);
        limit.enter(HOME);

        // When
        limit.leave(HOME);

        // Then
        assertThat(limit.enter(HOME)).isTrue();
        assertThat(limit.enter(HOME)).isFalse();
    }

    @Test
    void anAddressOpensABurstOfThreeTimesTheRateAndThenTheRate() {
        // Given
        AddressLimit limit = new AddressLimit(2, 1000, clock::nanoTime);
        for (int i = 0; i < 6; i++) {
            assertThat(limit.enter(HOME)).isTrue();
        }
        assertThat(limit.enter(HOME)).isFalse();

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(limit.enter(HOME)).isTrue();
        assertThat(limit.enter(HOME)).isTrue();
        assertThat(limit.enter(HOME)).isFalse();
    }

    @Test
    void comingAndGoingDoesNotResetTheRate() {
        // Given
        AddressLimit limit = new AddressLimit(1, 1000, clock::nanoTime);
        for (int i = 0; i < 3; i++) {
            limit.enter(HOME);
            limit.leave(HOME);
        }

        // Then
        assertThat(limit.enter(HOME)).isFalse();
    }

    @Test
    void anUnknownAddressMayLeave() {
        // Given
        AddressLimit limit = new AddressLimit(1, 1, clock::nanoTime);

        // When
        limit.leave(HOME);

        // Then
        assertThat(limit.remembered()).isZero();
        assertThat(limit.enter(HOME)).isTrue();
    }

    @Test
    void ofManyAddressesThoseThatWereIdleForAMinuteAreForgotten() {
        // Given
        AddressLimit limit = new AddressLimit(1, 10, clock::nanoTime);
        limit.enter(HOME);
        for (int i = 0; i < MANY; i++) {
            limit.enter("visitor " + i);
            limit.leave("visitor " + i);
        }
        clock.advance(Duration.ofMinutes(1).plusNanos(1));

        // When
        limit.enter(OFFICE);

        // Then
        assertThat(limit.remembered()).isEqualTo(2);
    }

    @Test
    void thoseWhoAreBusyAreNotForgottenHoweverMany() {
        // Given
        AddressLimit limit = new AddressLimit(1, 1, clock::nanoTime);
        for (int i = 0; i < MANY; i++) {
            limit.enter("guest " + i);
        }
        clock.advance(Duration.ofHours(1));

        // When
        limit.enter(HOME);

        // Then
        assertThat(limit.remembered()).isEqualTo(MANY + 1);
        assertThat(limit.enter("guest 0")).isFalse();
    }
}
