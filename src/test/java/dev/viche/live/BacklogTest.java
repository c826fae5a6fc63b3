package dev.viche.live;

import static dev.viche.live.Talk.entry;
import static dev.viche.live.Talk.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.live.Backlog.Overflow;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final int SIZE = 100;
    private static final int LIMIT = 10 * SIZE;

    private final Backlog backlog = new Backlog(LIMIT);

    @Test
    void entriesWaitUntilTheLogHasBeenReadUpToThem() throws Overflow {
        // Given
        hold(4, 6);

        // When
        boolean follows = backlog.continues(3);

        // Then
        assertThat(follows).isTrue();
        assertThat(backlog.entries()).extracting(WireFrame::seq).containsExactly(4L, 5L, 6L);
    }

    @Test
    void whatTheLogHasToldAlreadyIsNotToldTwice() throws Overflow {
        // Given
        hold(4, 6);

        // When
        boolean follows = backlog.continues(5);

        // Then
        assertThat(follows).isTrue();
        assertThat(backlog.entries()).extracting(WireFrame::seq).containsExactly(6L);
    }

    @Test
    void aGapBetweenTheLogAndWhatWaitsIsSeen() throws Overflow {
        // Given
        hold(4, 6);

        // Then
        assertThat(backlog.continues(2)).isFalse();
        assertThat(backlog.continues(3)).isTrue();
    }

    @Test
    void nothingThatHappenedFollowsAnything() {
        assertThat(backlog.continues(0)).isTrue();
        assertThat(backlog.continues(1_000_000)).isTrue();
        assertThat(backlog.entries()).isEmpty();
    }

    @Test
    void entriesThatDoNotFitAreForgottenAndReadFromTheLog() throws Overflow {
        // Given
        hold(1, 11);

        // Then
        assertThat(backlog.entries()).extracting(WireFrame::seq).containsExactly(11L);
        assertThat(backlog.continues(5)).isFalse();
        assertThat(backlog.continues(10)).isTrue();
    }

    @Test
    void anEntryLargerThanTheLimitIsHeldAllTheSame() throws Overflow {
        // Given
        backlog.hold(entry(1, 5 * LIMIT));

        // Then
        assertThat(backlog.continues(0)).isTrue();
        assertThat(backlog.entries()).hasSize(1);
    }

    @Test
    void whatIsNoEntryWaitsForTheWelcomeAndFollowsIt() throws Overflow {
        // Given
        WireFrame joined = event();
        assertThat(backlog.hold(joined)).isTrue();

        // Then
        assertThat(backlog.welcomed()).containsExactly(joined);
        assertThat(backlog.hold(event())).isFalse();
        assertThat(backlog.welcomed()).isEmpty();
    }

    @Test
    void entriesWaitOnAfterTheWelcome() throws Overflow {
        // Given
        backlog.welcomed();

        // Then
        assertThat(backlog.hold(entry(1))).isTrue();
        assertThat(backlog.entries()).hasSize(1);
    }

    @Test
    void tooMuchThatIsNotInTheLogCannotBeHeldNorForgotten() throws Overflow {
        // Given
        for (int i = 0; i < LIMIT / SIZE; i++) {
            backlog.hold(event(SIZE));
        }

        // Then
        assertThatThrownBy(() -> backlog.hold(event(1))).isInstanceOf(Overflow.class);
    }

    @Test
    void whatTheWelcomeTookAlongMakesRoom() throws Overflow {
        // Given
        for (int i = 0; i < LIMIT / SIZE; i++) {
            backlog.hold(event(SIZE));
        }

        // When
        backlog.welcomed();
        hold(1, LIMIT / SIZE);

        // Then
        assertThat(backlog.entries()).hasSize(LIMIT / SIZE);
    }

    private void hold(long from, long to) throws Overflow {
        for (long seq = from; seq <= to; seq++) {
            assertThat(backlog.hold(entry(seq, SIZE))).isTrue();
        }
    }
}
