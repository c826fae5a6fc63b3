package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Closing;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** News of an entry that comes before the news of the one before it, since another process wrote that one. */
class OutOfTurnTest {

    private static final Duration A_MOMENT = Duration.ofMillis(19);
    private static final Duration LONG_ENOUGH = Duration.ofMillis(1);
    private static final int TOO_MANY = 600;

    private final Stage stage = new Stage();
    private final LiveRoom garden = stage.room();
    private Peer ana;

    @BeforeEach
    void anaIsThere() {
        ana = stage.join(garden, ANA);
        ana.told();
        // There is no log here to read.
        stage.readers.close();
    }

    @Test
    void itWaitsForWhatIsMissingAndTheLogIsNotRead() {
        // When
        garden.deliver(Talk.posted(3, 4));
        garden.deliver(Talk.posted(6, 6));
        garden.deliver(Talk.posted(2, 2));

        // Then
        assertThat(ana.told()).isEmpty();

        // When
        garden.deliver(Talk.posted(1, 1));

        // Then
        assertThat(ana.told()).containsExactly("chat_message 1", "chat_message 2", "chat_message 3", "chat_message 4");

        // When
        stage.pass(A_MOMENT);
        garden.deliver(Talk.posted(4, 5));
        stage.pass(A_MOMENT.multipliedBy(2));

        // Then
        assertThat(ana.told()).containsExactly("chat_message 5", "chat_message 6");
        assertThat(looksIntoTheLog()).isZero();
    }

    @Test
    void whatDoesNotComeIsReadFromTheLog() {
        // Given
        garden.deliver(Talk.posted(2, 2));

        // When
        stage.pass(A_MOMENT);

        // Then
        assertThat(looksIntoTheLog()).isZero();

        // When
        stage.pass(LONG_ENOUGH);

        // Then
        assertThat(looksIntoTheLog()).isOne();
    }

    @Test
    void eachThatIsMissingIsWaitedFor() {
        // Given
        garden.deliver(Talk.posted(2, 2));
        garden.deliver(Talk.posted(4, 4));
        stage.pass(A_MOMENT);
        garden.deliver(Talk.posted(1, 1));
        stage.pass(LONG_ENOUGH);

        // When
        stage.pass(A_MOMENT);

        // Then
        assertThat(looksIntoTheLog()).isZero();

        // When
        stage.pass(LONG_ENOUGH);

        // Then
        assertThat(looksIntoTheLog()).isOne();
    }

    @Test
    void whereMoreIsMissingThanCanBeOnItsWayTheLogIsReadAtOnce() {
        // When
        garden.deliver(Talk.posted(2, TOO_MANY));

        // Then
        assertThat(looksIntoTheLog()).isOne();
    }

    @Test
    void aRoomIsNotPutToRestWhileSomethingIsMissing() {
        // Given
        garden.deliver(Talk.posted(2, 2));

        // When
        ana.session.close(Closing.LEFT);
        garden.closeIfEmpty();

        // Then
        assertThat(stage.closed).isEmpty();

        // When
        garden.deliver(Talk.posted(1, 1));
        stage.pass(A_MOMENT.plus(LONG_ENOUGH));

        // Then
        assertThat(stage.closed).containsExactly(garden);
    }

    private double looksIntoTheLog() {
        return stage.meters.registry().get("viche.log.heals").counter().count();
    }
}
