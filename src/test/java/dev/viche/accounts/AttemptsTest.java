package dev.viche.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final ManualClock clock = new ManualClock();
    private final Attempts attempts = new Attempts(3, Duration.ofMinutes(1), clock::nanoTime);

    @Test
    void soManyAtOnceAndThenOneForEachShareOfTheTime() {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.take("ana")).isZero();
        }

        // When
        long wait = attempts.take("ana");

        // Then
        assertThat(wait).isEqualTo(20);
        clock.advance(Duration.ofSeconds(19));
        assertThat(attempts.take("ana")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(attempts.take("ana")).isZero();
        assertThat(attempts.take("ana")).isEqualTo(20);
    }

    @Test
    void eachKeyHasItsOwn() {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.take("ana")).isZero();
        }

        // When
        long other = attempts.take("bo");

        // Then
        assertThat(other).isZero();
        assertThat(attempts.take("ana")).isPositive();
    }

    @Test
    void whatIsGivenBackMayBeTriedAgain() {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.take("ana")).isZero();
        }

        // When
        attempts.giveBack("ana");

        // Then
        assertThat(attempts.take("ana")).isZero();
        assertThat(attempts.take("ana")).isPositive();
    }

    @Test
    void afterALongWhileThereAreNoMoreThanAtFirst() {
        // Given
        assertThat(attempts.take("ana")).isZero();
        clock.advance(Duration.ofDays(365));

        // When
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.take("ana")).isZero();
        }

        // Then
        assertThat(attempts.take("ana")).isPositive();
    }

    @Test
    void strangersDoNotFillTheMemory() {
        // Given
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.take("ana")).isZero();
        }

        // When
        for (int i = 0; i < 100_001; i++) {
            assertThat(attempts.take(i)).isZero();
        }

        // Then
        assertThat(attempts.take("ana")).isZero();
    }
}
