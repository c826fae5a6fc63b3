package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final int BUSY = 128;
    private static final int CALM = 32;

    private final Peer peer = new Stage().peer();
    private final Intake intake = peer.session.intake();
    private final List<String> done = new ArrayList<>();

    @Test
    void readingStopsWhenTooMuchIsUnderWay() {
        receive(BUSY - 1);
        assertThat(isReading()).isTrue();
        receive(1);
        assertThat(isReading()).isFalse();
    }

    @Test
    void readingGoesOnWhenMostOfItIsDone() {
        // Given
        receive(BUSY + 40);

        // Then
        handle(BUSY + 40 - CALM - 1);
        assertThat(isReading()).isFalse();
        handle(1);
        assertThat(isReading()).isTrue();
        assertThat(intake.isIdle()).isFalse();
        handle(CALM);
        assertThat(intake.isIdle()).isTrue();
    }

    @Test
    void readingStopsAgainAtTheNextRush() {
        // Given
        receive(BUSY);
        handle(BUSY);

        // When
        receive(BUSY);

        // Then
        assertThat(isReading()).isFalse();
    }

    @Test
    void whatTakesSeveralStepsIsCarriedOutOneAfterAnother() {
        // When
        intake.inTurn(() -> done.add("first"));
        intake.inTurn(() -> done.add("second"));
        intake.inTurn(() -> done.add("third"));
        List<String> meanwhile = List.copyOf(done);
        intake.nextTurn();
        intake.nextTurn();
        intake.nextTurn();

        // Then
        assertThat(meanwhile).containsExactly("first");
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void whatCameBeforeTheWelcomeIsCarriedOutInItsOrderAfterIt() {
        // Given
        intake.keep(() -> done.add("first"));
        intake.keep(() -> done.add("second"));

        // When
        intake.release();
        intake.release();

        // Then
        assertThat(done).containsExactly("first", "second");
    }

    private boolean isReading() {
        return peer.channel.config().isAutoRead();
    }

    private void receive(int frames) {
        for (int i = 0; i < frames; i++) {
            intake.received();
        }
    }

    private void handle(int frames) {
        for (int i = 0; i < frames; i++) {
            intake.handled();
        }
    }
}
