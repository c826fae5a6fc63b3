package dev.viche.presence;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.presence.Roster.Arrival;
import dev.viche.protocol.Person;
import dev.viche.support.Folk;
import dev.viche.support.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same people, some of them connected to other processes on the same log. */
class RosterOfManyProcessesTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Arrival JOINED = new Arrival.Joined(List.of());
    private static final Arrival AGAIN = new Arrival.Again();

    private final ManualClock clock = new ManualClock();
    private final Roster roster = new Roster(clock, GRACE);

    @Test
    void whoIsConnectedElsewhereIsPresentHere() {
        assertThat(roster.seen(ANA, "other", clock.instant())).isEqualTo(JOINED);
        assertThat(roster.seen(ANA, "other", clock.instant())).isEqualTo(AGAIN);
        assertThat(roster.first(10)).containsExactly(ANA);
        assertThat(roster.connections(ANA.userId())).isZero();
        assertThat(roster.isOurs()).isFalse();
    }

    @Test
    void whoHasBeenThereLongestIsListedFirstHoweverLateTheNewsOfThem() {
        // Given
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        roster.join(BO);

        // When
        roster.seen(ANA, "other", before);

        // Then
        assertThat(roster.first(10)).containsExactly(ANA, BO);
        assertThat(roster.first(1)).containsExactly(ANA);
    }

    @Test
    void aMoveFromProcessToProcessIsNobodysBusiness() {
        // Given
        roster.join(ANA);

        // When
        Arrival there = roster.seen(ANA, "other", clock.instant());
        Person gone = roster.depart(ANA.userId(), false);

        // Then
        assertThat(there).isEqualTo(AGAIN);
        assertThat(gone).isNull();
        clock.advance(GRACE.multipliedBy(2));
        assertThat(roster.expire()).isEmpty();
        assertThat(roster.size()).isEqualTo(1);
    }

    @Test
    void theGracePeriodRunsFromWhenTheOtherProcessLostThem() {
        // Given
        roster.seen(ANA, "other", clock.instant());
        clock.advance(Duration.ofSeconds(4));

        // When
        Person gone = roster.unseen(ANA, "other", false, START.plusSeconds(1));

        // Then
        assertThat(gone).isNull();
        assertThat(roster.nextExpiry()).isEqualTo(START.plusSeconds(1).plus(GRACE));
        assertThat(roster.isOurs()).isTrue();
    }

    @Test
    void someoneLeavesWhenNoProcessHasThem() {
        // Given
        roster.seen(ANA, "one", clock.instant());
        roster.seen(ANA, "two", clock.instant());
        roster.join(ANA);

        // Then
        assertThat(roster.unseen(ANA, "one", true, START)).isNull();
        assertThat(roster.depart(ANA.userId(), true)).isNull();
        assertThat(roster.unseen(ANA, "one", true, START)).isNull();
        assertThat(roster.unseen(ANA, "two", true, START)).isEqualTo(ANA);
        assertThat(roster.size()).isZero();
    }

    @Test
    void aNameIsTakenByItsHolderElsewhereToo() {
        // Given
        roster.seen(ANA, "other", clock.instant());

        // Then
        assertThat(roster.join(Folk.stranger("Ana"))).isEqualTo(new Arrival.Taken());
    }

    @Test
    void twoOfOneNameLetInAtTheSameMomentByTwoProcessesBothStay() {
        // Given
        Person stranger = Folk.stranger("Ana");
        roster.join(ANA);

        // When
        Arrival arrival = roster.seen(stranger, "other", clock.instant());

        // Then
        assertThat(arrival).isEqualTo(JOINED);
        assertThat(roster.first(10)).containsExactly(ANA, stranger);
        assertThat(roster.unseen(stranger, "other", true, START)).isEqualTo(stranger);
        assertThat(roster.depart(ANA.userId(), true)).isEqualTo(ANA);
    }

    @Test
    void theNameOfTwoIsTakenUntilBothAreGone() {
        // Given
        Person stranger = Folk.stranger("Ana");
        roster.join(ANA);
        roster.seen(stranger, "other", clock.instant());

        // When
        roster.unseen(stranger, "other", true, START);

        // Then
        assertThat(roster.join(Folk.stranger("Ana"))).isEqualTo(new Arrival.Taken());
        assertThat(roster.named("ana")).isEqualTo(ANA);
    }

    @Test
    void whoWasHereAMomentAgoIsExpectedBack() {
        // Given
        roster.expected(ANA, START.minusSeconds(4));

        // Then
        assertThat(roster.first(10)).containsExactly(ANA);
        assertThat(roster.nextExpiry()).isEqualTo(START.plusSeconds(6));
        assertThat(roster.join(ANA)).isEqualTo(AGAIN);
        assertThat(roster.nextExpiry()).isNull();
    }

    @Test
    void nobodyIsExpectedWhoIsHereOrWhoseNameIs() {
        // Given
        roster.join(ANA);

        // When
        roster.expected(ANA, START);
        roster.expected(Folk.stranger("ana"), START);

        // Then
        assertThat(roster.first(10)).containsExactly(ANA);
        assertThat(roster.nextExpiry()).isNull();
    }

    @Test
    void whoTakesANewNameElsewhereIsGoneUnderTheOldOneHere() {
        // Given
        roster.seen(ANA, "other", clock.instant());

        // When
        Arrival arrival = roster.seen(Folk.called("Anna", ANA), "other", clock.instant());

        // Then
        assertThat(arrival).isEqualTo(new Arrival.Joined(List.of(ANA)));
        assertThat(roster.size()).isEqualTo(1);
        assertThat(roster.join(BO)).isEqualTo(JOINED);
    }
}
