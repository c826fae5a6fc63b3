package dev.viche.moderation;

import static dev.viche.moderation.RateLimit.Verdict.FLOOD;
import static dev.viche.moderation.RateLimit.Verdict.PASS;
import static dev.viche.moderation.RateLimit.Verdict.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final int RATE = 20;
    private static final int BURST = 60;

    private final ManualClock clock = new ManualClock();
    private final RateLimit limit = new RateLimit(RATE, clock::nanoTime);

    @Test
    void aBurstOfThreeTimesTheRatePasses() {
        assertThat(take(BURST)).containsOnly(PASS);
        assertThat(limit.take()).isEqualTo(REFUSE);
    }

    @Test
    void theRateItselfPassesForGood() {
        for (int second = 0; second < 600; second++) {
            assertThat(take(RATE)).containsOnly(PASS);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void whatWasUsedUpComesBackOneByOne() {
        // Given
        take(BURST);

        // When
        clock.advance(Duration.ofMillis(1000 / RATE));

        // Then
        assertThat(take(2)).containsExactly(PASS, REFUSE);
    }

    @Test
    void aLongRestGivesNoMoreThanABurst() {
        // Given
        take(BURST);

        // When
        clock.advance(Duration.ofDays(1));

        // Then
        assertThat(take(BURST + 1)).endsWith(PASS, REFUSE);
    }

    @Test
    void whoGoesOnAfterWarningsIsFlooding() {
        // Given
        take(BURST);

        // When
        List<RateLimit.Verdict> warned = take(BURST);

        // Then
        assertThat(warned).containsOnly(REFUSE);
        assertThat(limit.take()).isEqualTo(FLOOD);
    }

    @Test
    void whoSlowsDownIsForgivenTheirWarnings() {
        // Given
        take(2 * BURST);

        // When
        clock.advance(Duration.ofSeconds(3));

        // Then
        assertThat(take(2 * BURST)).startsWith(PASS).endsWith(REFUSE).doesNotContain(FLOOD);
    }

    @Test
    void twiceTheRateIsRefusedNowAndThenButNeverFlooding() {
        for (int second = 0; second < 600; second++) {
            assertThat(take(2 * RATE)).doesNotContain(FLOOD);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(take(2 * RATE)).contains(REFUSE);
    }

    @Test
    void threeTimesTheRateEndsInAFlood() {
        // When
        Stream<RateLimit.Verdict> verdicts = Stream.generate(() -> {
                    clock.advance(Duration.ofMillis(1000 / (3 * RATE)));
                    return limit.take();
                })
                .limit(1000);

        // Then
        assertThat(verdicts).contains(PASS, REFUSE, FLOOD);
    }

    private List<RateLimit.Verdict> take(int times) {
        return Stream.generate(limit::take).limit(times).toList();
    }
}
