package dev.viche.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ManualClock;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

    /** Any seed does; this one always. */
    private static final long SEED = 6;

    private static final long ANA = 1;
    private static final long BO = 2;

    private final ManualClock clock = new ManualClock();
    private final RateLimits limits = new RateLimits(clock::nanoTime, SEED);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 999, 1_000_000})
    void aBurstOfThreeTimesTheRatePassesAndThenTheRate(int rate) {
        assertThat(passed(ANA, rate, 4L * rate)).isEqualTo(3L * rate);

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(passed(ANA, rate, 4L * rate)).isEqualTo(rate);
    }

    @Test
    void theRateItselfPassesForGood() {
        for (int second = 0; second < 600; second++) {
            assertThat(passed(ANA, 20, 20)).isEqualTo(20);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aLongRestGivesNoMoreThanABurst() {
        // Given
        passed(ANA, 20, 60);

        // When
        clock.advance(Duration.ofDays(1));

        // Then
        assertThat(passed(ANA, 20, 100)).isEqualTo(60);
    }

    @Test
    void whoIsRefusedIsToldWhenTheNextPasses() {
        // Given
        passed(ANA, 4, 12);

        // When
        long wait = limits.take(ANA, 4);

        // Then
        assertThat(wait).isEqualTo(Duration.ofMillis(250).toNanos());
        clock.advance(Duration.ofNanos(wait - 1));
        assertThat(limits.take(ANA, 4)).isOne();
        clock.advance(Duration.ofNanos(1));
        assertThat(limits.take(ANA, 4)).isZero();
    }

    @Test
    void whatWasRefusedCostsNothing() {
        // Given
        passed(ANA, 1, 1000);

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(passed(ANA, 1, 2)).isOne();
    }

    @Test
    void eachKeyHasABucketOfItsOwn() {
        // Given
        passed(ANA, 1, 10);

        // Then
        assertThat(passed(BO, 1, 10)).isEqualTo(3);
    }

    @Test
    void aThousandFloodsHardlyTouchTheOthers() {
        // Given
        LongStream.range(0, 1000).forEach(flood -> passed(flood, 1, 10));

        // When
        long touched = LongStream.range(1_000_000, 1_010_000)
                .filter(other -> limits.take(other, 1) > 0)
                .count();

        // Then: one in four thousand is what theory says
        assertThat(touched).isLessThan(10);
    }

    private long passed(long key, int perSecond, long times) {
        return LongStream.range(0, times)
                .filter(_ -> limits.take(key, perSecond) == 0)
                .count();
    }
}
