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
            // Everyone is closed with 1012 once a restart; some while they were still on the way in.
            assertThat(figures.at("/connections/closed_by_the_server/1012").asInt()
                            + figures.at("/connections/not_opened/1012").asInt())
                    .isEqualTo(RESTARTS * Load.MEMBERS);
            assertThat(serving.complaints()).isEmpty();
            StoredLog.read(machine.data()).assertSound();
        }
    }
}
