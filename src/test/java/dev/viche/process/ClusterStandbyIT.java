package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.Cluster;
import dev.viche.support.PostgresServer;
import dev.viche.support.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A synchronous standby takes over from a PostgreSQL that died: what was acknowledged is there, and all go on with it. */
class ClusterStandbyIT {

    private static final int ENOUGH = 20;

    private static Cluster cluster;
    private static PostgresServer primary;
    private static PostgresServer standby;

    @RegisterExtension
    final Machine machine = new Machine();

    @BeforeAll
    static void start() {
        Cluster.assumeItIsThere();
        Path folder = Machine.emptied("ClusterStandbyIT");
        primary = PostgresServer.start(folder.resolve("primary"));
        standby = primary.startStandby(folder.resolve("standby"));
        cluster = Cluster.on(
                        primary,
                        RedisServer.start(folder.resolve("redis")),
                        folder,
                        2,
                        Map.of(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                                        .formatted(primary.port(), standby.port())))
                .launch()
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            Machine.assertNothingIsTold(cluster.everyone());
            standby.close();
        }
    }

    @Test
    void theLogGoesOnWithTheStandbyOfADatabaseThatDied() {
        // Given
        Guest ana = machine.guest("ana", "garden").connect(cluster.instance(0));
        ana.outbox().awaitAcknowledgement(ana.say("before"));
        String epoch = StoredLog.read(cluster.store()).epoch();
        try (Witnesses witnesses = Witnesses.in(machine, cluster, "guarded")) {
            witnesses.awaitTalk(ENOUGH);

            // When
            primary.kill();
            JsonNode refusal = ana.outbox().awaitRefusal(ana.say("meanwhile"));
            standby.promote();
            long promoted = System.nanoTime();

            // Then
            assertThat(refusal.path("code").asText()).isEqualTo("storage_unavailable");
            assertThat(refusal.path("retry").asBoolean()).isTrue();
            ana.settle();
            cluster.awaitReady();
            System.out.printf(
                    "STANDBY: all go on %d ms after it was promoted%n",
                    Duration.ofNanos(System.nanoTime() - promoted).toMillis());
            witnesses.awaitTalk(ENOUGH);
            witnesses.judge();
        }
        assertThat(ana.hasEnded()).isFalse();
        assertThat(StoredLog.read(cluster.store()).epoch()).isEqualTo(epoch);
    }
}
