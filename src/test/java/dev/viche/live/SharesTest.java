package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.moderation.Act;
import dev.viche.moderation.Network;
import dev.viche.support.Folk;
import dev.viche.support.ManualClock;
import dev.viche.support.Settings;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SharesTest {

    private static final UUID ANA = Folk.ANA.userId();
    private static final UUID BO = Folk.BO.userId();
    private static final Network HOME = Network.of("192.0.2.1");
    private static final Network OFFICE = Network.of("192.0.2.2");

    private final ManualClock clock = new ManualClock();
    private final Shares shares = new Shares(Settings.defaults(), clock::nanoTime);

    @ParameterizedTest
    @CsvSource({
        "JOIN, 20, 50",
        "MESSAGE, 40, 2000",
        "TYPING, 5, 200",
        "HISTORY, 20, 500",
        "READ, 100, 200",
        "WRITE, 50, 100"
    })
    void anActHasABurstOfThreeTimesItsNumber(Act act, int ofUser, int ofAddress) {
        assertThat(passed(() -> shares.take(act, ANA))).isEqualTo(3L * ofUser);
        assertThat(passed(() -> shares.take(act, HOME))).isEqualTo(3L * ofAddress);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void whatOneTakesLeavesTheOthersTheirs(Act act) {
        // Given
        passed(() -> shares.take(act, ANA));
        passed(() -> shares.take(act, HOME));

        // Then
        assertThat(shares.take(act, BO)).isZero();
        assertThat(shares.take(act, OFFICE)).isZero();
        for (Act other : Act.values()) {
            assertThat(shares.take(other, ANA) == 0).as(other.name()).isEqualTo(other != act);
            assertThat(shares.take(other, HOME) == 0).as(other.name()).isEqualTo(other != act);
        }
    }

    @Test
    void whatOneConnectionMaySendItsUserAndItsAddressMayToo() {
        // Given
        Shares fast = new Shares(Settings.of(Map.of("viche.limits.messages-per-second", "3000")), clock::nanoTime);

        // Then
        assertThat(passed(() -> fast.take(Act.MESSAGE, ANA))).isEqualTo(9000);
        assertThat(passed(() -> fast.take(Act.MESSAGE, HOME))).isEqualTo(9000);
        assertThat(fast.limits().user().messages()).isEqualTo(3000);
    }

    private static long passed(LongSupplier act) {
        return LongStream.generate(act)
                .limit(10_000)
                .takeWhile(wait -> wait == 0)
                .count();
    }
}
