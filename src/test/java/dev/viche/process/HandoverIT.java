package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deploy after deploy on one machine, under the probe's load. */
class HandoverIT {

    private static final int HANDOVERS = 10;

    @RegisterExtension
    final Machine machine = new Machine().onOnePort();

    @Test
    void tenInARowLoseNothingAndNobodyIsSeenLeaving() {
        // Given
        ServerProcess serving = machine.start();
        try (Load load = Load.on(machine, serving)) {
            for (int handover = 0; handover < HANDOVERS; handover++) {
                // When
                ServerProcess next = machine.launch().awaitListening();
                machine.awaitServing(2);
                serving.terminate();

                // Then
                assertThat(serving.awaitExit()).as(serving.log()).isZero();
                assertThat(serving.complaints()).isEmpty();
                serving = next;
                load.awaitAllTalking();
            }
            JsonNode figures = load.verdict("TEN HANDOVERS");
            assertThat(figures.at("/connections/reconnects/count").asInt())
                    .isGreaterThanOrEqualTo(HANDOVERS * Load.MEMBERS);
            assertThat(serving.complaints()).isEmpty();
            StoredLog.read(machine.data()).assertSound();
        }
    }
}
