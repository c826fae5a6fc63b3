package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator meets who starts the program for many instances without what it needs. */
class ClusterStartIT {

    private static final int FAILED = 1;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aDatabaseThatIsNotNamedIsAskedFor() {
        assertFails(Map.of("VICHE_AUTH_SIGNING_KEYS", Cluster.SIGNING_KEY), "QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void aKeyThatAllInstancesShareIsAskedFor() {
        assertFails(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/viche"),
                "VICHE_AUTH_SIGNING_KEYS");
    }

    /** It ends by itself with a code, says this, and leaves no wall of stack trace. */
    private void assertFails(Map<String, String> settings, String said) {
        Cluster.assumeItIsThere();
        try (Run run = Run.start(Cluster.program(), machine.folder(), settings)) {
            assertThat(run.exitCode()).as(run.out()).isEqualTo(FAILED);
            assertThat(run.out())
                    .contains("Viche could not start.")
                    .contains(said)
                    .doesNotContain("\tat ");
        }
    }
}
