package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import dev.viche.support.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three instances of the release before are updated one after another, taken back, and updated again, while people talk. The
 * property {@code cluster.previous} is the {@code quarkus-run.jar} of that release; {@code make cluster-update-it} builds it.
 */
class ClusterUpdateIT {

    private static final int INSTANCES = 3;
    private static final int DRAINED = 0;
    private static final int ENOUGH = 10;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void twoReleasesServeSideBySideForTheLengthOfARollout() {
        Path previous = previousOrSkip();

        try (Cluster cluster = Cluster.prepare(
                Machine.emptied("ClusterUpdateIT"),
                INSTANCES,
                Map.of(
                        "VICHE_PRESENCE_GRACE", "60s",
                        "VICHE_DRAIN_SPREAD", "1s",
                        "VICHE_DRAIN_GRACE", "1s",
                        "VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000"))) {
            // Given
            cluster.becomes(previous).launch().awaitReady();
            try (Load load = Load.on(machine, cluster);
                    Witnesses witnesses = Witnesses.in(machine, cluster, "update")) {
                // When
                roll(cluster.becomesCurrent(), load, witnesses);
                roll(cluster.becomes(previous), load, witnesses);
                roll(cluster.becomesCurrent(), load, witnesses);

                // Then
                load.verdict("AN UPDATE, BACK, AND AGAIN");
                witnesses.assertAllMoved();
                witnesses.judge();
            }
            Machine.assertNothingIsTold(cluster.everyone());
        }
    }

    private static Path previousOrSkip() {
        String given = System.getProperty("cluster.previous");
        if (given == null) {
            String why =
                    "No update from the release before is tested: -Dcluster.previous is not set (docs/development.md).";
            System.out.println("Skipped: " + why);
            Assumptions.abort(why);
        }
        return Path.of(given);
    }

    /** Each instance in turn makes room for one of what the cluster is to become; people talk across all of them after each. */
    private static void roll(Cluster cluster, Load load, Witnesses witnesses) {
        for (int place = 0; place < INSTANCES; place++) {
            ServerProcess old = cluster.instance(place);
            old.terminate();
            assertThat(old.awaitExit()).as(old.log()).isEqualTo(DRAINED);
            cluster.launch(place);
            load.awaitAllTalking();
            witnesses.awaitTalk(ENOUGH);
        }
    }
}
