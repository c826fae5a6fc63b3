package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {

    private final Pulse pulse = new Pulse(2);

    @Test
    void itIsFeltWhenEveryEchoOfARoundHasComeBack() {
        // Given
        long round = pulse.beat();

        // When
        boolean firstOfTwo = pulse.heard(round);
        boolean felt = pulse.isFelt();
        boolean secondOfTwo = pulse.heard(round);

        // Then
        assertThat(firstOfTwo).isFalse();
        assertThat(felt).isFalse();
        assertThat(secondOfTwo).isTrue();
        assertThat(pulse.isFelt()).isTrue();
    }

    @Test
    void oneWayOfSeveralThatIsShutIsMissed() {
        // Given
        answer(pulse.beat());

        // When
        for (int i = 0; i < Pulse.MOST_MISSED; i++) {
            pulse.heard(pulse.beat());
        }

        // Then
        assertThat(pulse.isLost()).isTrue();
        assertThat(pulse.isFelt()).isFalse();
    }

    @Test
    void aLateEchoIsASignOfLife() {
        // Given
        long round = pulse.beat();
        for (int i = 1; i < Pulse.MOST_MISSED; i++) {
            pulse.beat();
        }
        assertThat(pulse.isLost()).isTrue();

        // When
        answer(round);

        // Then
        assertThat(pulse.isLost()).isFalse();
    }

    @Test
    void echoesOfAnOlderRoundDoNotCountForANewer() {
        // Given
        long older = pulse.beat();
        long newer = pulse.beat();
        pulse.heard(newer);

        // When
        answer(older);

        // Then
        assertThat(pulse.isFelt()).isFalse();
    }

    private void answer(long round) {
        pulse.heard(round);
        pulse.heard(round);
    }
}
