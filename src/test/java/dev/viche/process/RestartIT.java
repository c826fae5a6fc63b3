package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stop, then start, again and again, under the probe's load. */
class RestartIT {

    private static final int RESTARTS = 10;

    // A start takes its time on a busy machine, and is no reason to be announced as gone.
    @RegisterExtension
    final Machine machine = new Machine().onOnePort().with("VICHE_PRESENCE_GRACE", "60s");

    @Test
    void tenInARowLoseNothingAndNobodyIsSeenLeaving() {
        // Given
        ServerProcess serving = machine.start();
        try (Load load = Load.on(machine, serving)) {
            for (int restart = 0; restart < RESTARTS; restart++) {
                // When
                serving.terminate();

                // Then
                assertThat(serving.awaitExit()).as(serving.log()).isZero();
                assertThat(serving.complaints()).isEmpty();
                serving = machine.start();
                load.awaitAllTalking();
            }
            JsonNode figures = load.verdict("TEN RESTARTS");
            // Who is still on the way in when it stops again has not reconnected yet, so it is not ten times everyone.
            assertThat(figures.at("/connections/reconnects/count").asInt()).isGreaterThan(RESTARTS * Load.MEMBERS / 2);
            assertThat(serving.complaints()).isEmpty();
            StoredLog.read(machine.data()).assertSound();
        }
    }
}
