package dev.viche.presence;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static dev.viche.support.ManualClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.presence.Roster.Arrival;
import dev.viche.protocol.Person;
import dev.viche.support.Folk;
import dev.viche.support.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Arrival JOINED = new Arrival.Joined(List.of());
    private static final Arrival AGAIN = new Arrival.Again();
    private static final Arrival TAKEN = new Arrival.Taken();

    private final ManualClock clock = new ManualClock();
    private final Roster roster = new Roster(clock, GRACE);

    @Test
    void someoneJoinsOnceHoweverManyConnectionsTheyHave() {
        assertThat(roster.join(ANA)).isEqualTo(JOINED);
        assertThat(roster.join(ANA)).isEqualTo(AGAIN);
        assertThat(roster.size()).isEqualTo(1);
        assertThat(roster.connections(ANA.userId())).isEqualTo(2);
    }

    @Test
    void someoneIsPresentUntilTheirLastConnectionHasBeenGoneForTheGracePeriod() {
        // Given
        roster.join(ANA);
        roster.join(ANA);
        roster.depart(ANA.userId(), false);
        assertThat(roster.nextExpiry()).isNull();

        // When
        roster.depart(ANA.userId(), false);

        // Then
        assertThat(roster.nextExpiry()).isEqualTo(START.plus(GRACE));
        clock.advance(GRACE.minus(MOMENT));
        assertThat(roster.expire()).isEmpty();
        assertThat(roster.size()).isEqualTo(1);
        clock.advance(MOMENT);
        assertThat(roster.expire()).containsExactly(ANA);
        assertThat(roster.size()).isZero();
    }

    @Test
    void aReconnectInTimeIsNobodysBusiness() {
        // Given
        roster.join(ANA);
        roster.depart(ANA.userId(), false);
        clock.advance(GRACE.minus(MOMENT));

        // When
        Arrival arrival = roster.join(ANA);

        // Then
        assertThat(arrival).isEqualTo(AGAIN);
        clock.advance(GRACE);
        assertThat(roster.expire()).isEmpty();
        assertThat(roster.nextExpiry()).isNull();
    }

    @Test
    void whoSaysThatTheyLeaveIsGoneAtOnceUnlessTheyAreHereTwice() {
        // Given
        roster.join(ANA);
        roster.join(ANA);

        // Then
        assertThat(roster.depart(ANA.userId(), true)).isNull();
        assertThat(roster.depart(ANA.userId(), true)).isEqualTo(ANA);
        assertThat(roster.size()).isZero();
    }

    @Test
    void withoutAGracePeriodEveryoneIsGoneAtOnce() {
        // Given
        Roster strict = new Roster(clock, Duration.ZERO);
        strict.join(ANA);

        // Then
        assertThat(strict.depart(ANA.userId(), false)).isEqualTo(ANA);
    }

    @Test
    void whoWasNeverHereDoesNotLeave() {
        assertThat(roster.depart(ANA.userId(), true)).isNull();
        assertThat(roster.unseen(ANA, "other", true, START)).isNull();
    }

    @Test
    void aNameIsTakenWhileItsHolderIsConnectedInWhateverCase() {
        // Given
        roster.join(ANA);

        // Then
        assertThat(roster.join(Folk.stranger("ANA"))).isEqualTo(TAKEN);
        assertThat(roster.size()).isEqualTo(1);
    }

    @Test
    void aNewcomerMayTakeTheNameOfSomeoneInTheirGracePeriodWhoIsThenGone() {
        // Given
        Person stranger = Folk.stranger("ana");
        roster.join(ANA);
        roster.depart(ANA.userId(), false);

        // When
        Arrival arrival = roster.join(stranger);

        // Then
        assertThat(arrival).isEqualTo(new Arrival.Joined(List.of(ANA)));
        assertThat(roster.first(10)).containsExactly(stranger);
        assertThat(roster.join(ANA)).isEqualTo(TAKEN);
        clock.advance(GRACE);
        assertThat(roster.expire()).isEmpty();
    }

    @Test
    void whoComesUnderAnotherNameIsGoneUnderTheOldOne() {
        // Given
        Person anna = Folk.called("Anna", ANA);
        roster.join(ANA);

        // When
        Arrival arrival = roster.join(anna);

        // Then
        assertThat(arrival).isEqualTo(new Arrival.Joined(List.of(ANA)));
        assertThat(roster.first(10)).containsExactly(anna);
        assertThat(roster.connections(ANA.userId())).isEqualTo(2);
        assertThat(roster.named("ana")).isNull();
        assertThat(roster.named("anna")).isEqualTo(anna);
    }

    @Test
    void whoTakesANewNameFromSomeoneInTheirGracePeriodDisplacesThatOneAndTheirOwnOldName() {
        // Given
        Person anaAsBo = Folk.called("Bo", ANA);
        roster.join(ANA);
        roster.join(BO);
        roster.depart(BO.userId(), false);

        // When
        Arrival arrival = roster.join(anaAsBo);

        // Then
        assertThat(arrival).isEqualTo(new Arrival.Joined(List.of(ANA, BO)));
        assertThat(roster.first(10)).containsExactly(anaAsBo);
    }

    @Test
    void someoneInTheirGracePeriodComesBackUnderAnotherNameWithoutBeingCountedTwice() {
        // Given
        Person anna = Folk.called("Anna", ANA);
        roster.join(ANA);
        roster.depart(ANA.userId(), false);
        roster.join(anna);

        // When
        clock.advance(GRACE.multipliedBy(2));

        // Then
        assertThat(roster.expire()).isEmpty();
        assertThat(roster.first(10)).containsExactly(anna);
        assertThat(roster.connections(ANA.userId())).isEqualTo(1);
    }

    @Test
    void thoseWhoWereHereLongestComeFirstAndAReconnectKeepsThePlace() {
        // Given
        roster.join(ANA);
        roster.join(BO);
        roster.join(CLEO);
        roster.depart(ANA.userId(), false);
        roster.join(ANA);

        // Then
        assertThat(roster.first(2)).containsExactly(ANA, BO);
        assertThat(roster.first(10)).containsExactly(ANA, BO, CLEO);
        assertThat(roster.first(0)).isEmpty();
        assertThat(roster.size()).isEqualTo(3);
    }

    @Test
    void theNextExpiryIsTheEarliest() {
        // Given
        roster.join(ANA);
        roster.join(BO);
        roster.depart(BO.userId(), false);
        clock.advance(Duration.ofSeconds(3));
        roster.depart(ANA.userId(), false);

        // Then
        assertThat(roster.nextExpiry()).isEqualTo(START.plus(GRACE));
        clock.advance(Duration.ofSeconds(7));
        assertThat(roster.expire()).containsExactly(BO);
        assertThat(roster.nextExpiry()).isEqualTo(clock.instant().plusSeconds(3));
    }
}
