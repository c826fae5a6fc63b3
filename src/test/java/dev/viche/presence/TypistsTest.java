package dev.viche.presence;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TypistsTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration PACE = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Typists typists = new Typists(clock);

    @Test
    void aBeginningIsPassedOnOnceASecond() {
        assertThat(typists.started(ANA)).isTrue();
        clock.advance(PACE.minus(MOMENT));
        assertThat(typists.started(ANA)).isFalse();
        clock.advance(MOMENT);
        assertThat(typists.started(ANA)).isTrue();
    }

    @Test
    void everyoneHasTheirOwnSecond() {
        // Given
        typists.started(ANA);

        // Then
        assertThat(typists.started(BO)).isTrue();
    }

    @Test
    void anEndIsPassedOnOnceAndOnlyAfterABeginning() {
        assertThat(typists.stopped(ANA.userId())).isFalse();
        typists.started(ANA);
        assertThat(typists.stopped(ANA.userId())).isTrue();
        assertThat(typists.stopped(ANA.userId())).isFalse();
    }

    @Test
    void beginningAndStoppingInTurnIsNotPassedOnEachTime() {
        // Given
        typists.started(ANA);
        typists.stopped(ANA.userId());

        // When
        clock.advance(PACE.minus(MOMENT));
        boolean tooSoon = typists.started(ANA);
        clock.advance(MOMENT);
        boolean inTime = typists.started(ANA);

        // Then
        assertThat(tooSoon).isFalse();
        assertThat(inTime).isTrue();
    }

    @Test
    void whoSaysNothingMoreStopsAfterSixSeconds() {
        // Given
        typists.started(ANA);

        // When
        clock.advance(Typists.EXPIRY.minus(MOMENT));
        var before = typists.expire();
        clock.advance(MOMENT);
        var after = typists.expire();

        // Then
        assertThat(before).isEmpty();
        assertThat(after).containsExactly(ANA);
        assertThat(typists.stopped(ANA.userId())).isFalse();
    }

    @Test
    void whoGoesOnTypingDoesNotStop() {
        for (int second = 0; second < 20; second++) {
            assertThat(typists.started(ANA)).isTrue();
            clock.advance(PACE);
            assertThat(typists.expire()).isEmpty();
        }
    }

    @Test
    void whoStoppedIsForgottenWithoutAnotherWord() {
        // Given
        typists.started(ANA);
        typists.stopped(ANA.userId());

        // When
        clock.advance(PACE);

        // Then
        assertThat(typists.expire()).isEmpty();
        assertThat(typists.isEmpty()).isTrue();
    }
}
