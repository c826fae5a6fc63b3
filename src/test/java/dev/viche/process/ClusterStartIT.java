package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import dev.viche.support.PostgresServer;
import dev.viche.support.RedisServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator meets who starts the program for many instances without what it needs. */
class ClusterStartIT {

    private static final String DATABASE = "QUARKUS_DATASOURCE_JDBC_URL";
    private static final String REDIS = "QUARKUS_REDIS_HOSTS";
    private static final String KEYS = "VICHE_AUTH_SIGNING_KEYS";
    private static final int NOBODY = 1;
    private static final int FAILED = 1;

    @RegisterExtension
    final Machine machine = new Machine();

    @ParameterizedTest
    @ValueSource(strings = {DATABASE, REDIS, KEYS})
    void whatIsNotSetIsAskedForInOneLine(String missing) {
        Cluster.assumeItIsThere();

        // Given
        Map<String, String> settings = new HashMap<>(Map.of(
                DATABASE, PostgresServer.url(NOBODY), REDIS, RedisServer.url(NOBODY), KEYS, Cluster.SIGNING_KEY));
        settings.remove(missing);

        // When
        try (Run run = Run.start(Cluster.program(), machine.folder(), settings)) {

            // Then
            assertThat(run.exitCode()).as(run.out()).isEqualTo(FAILED);
            assertThat(run.out())
                    .contains("Viche could not start.")
                    .contains(missing)
                    .doesNotContain("\tat ");
        }
    }
}
