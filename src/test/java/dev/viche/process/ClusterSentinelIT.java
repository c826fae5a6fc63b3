package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import dev.viche.support.PostgresServer;
import dev.viche.support.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sentinels watch the Redis of two instances: when it dies they go on with its successor, and were told of no new address. */
class ClusterSentinelIT {

    private static final String NAME = "viche";
    private static final int SENTINELS = 3;
    private static final int ENOUGH = 20;

    private static Cluster cluster;
    private static RedisServer master;
    private static RedisServer replica;
    private static List<RedisServer> sentinels;

    @RegisterExtension
    final Machine machine = new Machine();

    @BeforeAll
    static void start() {
        Cluster.assumeItIsThere();
        Path folder = Machine.emptied("ClusterSentinelIT");
        PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
        master = RedisServer.start(folder.resolve("master"));
        replica = RedisServer.startReplica(folder.resolve("replica"), master);
        sentinels = IntStream.range(0, SENTINELS)
                .mapToObj(i -> RedisServer.startSentinel(folder.resolve("sentinel-" + i), NAME, master))
                .toList();
        RedisServer.awaitAcquainted(sentinels, NAME);
        RedisServer.lock(List.of(master, replica), sentinels, NAME);
        cluster = Cluster.on(
                        postgres,
                        master,
                        folder,
                        2,
                        Map.of(
                                "QUARKUS_REDIS_CLIENT_TYPE",
                                "sentinel",
                                "QUARKUS_REDIS_HOSTS",
                                sentinels.stream().map(RedisServer::url).collect(Collectors.joining(",")),
                                "QUARKUS_REDIS_MASTER_NAME",
                                NAME,
                                "QUARKUS_REDIS_PASSWORD",
                                RedisServer.PASSWORD))
                .launch()
                .awaitReady()
                .awaitBus(true);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            Machine.assertNothingIsTold(cluster.everyone());
            sentinels.forEach(RedisServer::close);
            replica.close();
        }
    }

    @Test
    void theBusGoesOnWithTheSuccessorOfAMasterThatDied() {
        try (Witnesses witnesses = Witnesses.in(machine, cluster, "watched")) {
            // Given
            witnesses.awaitTalk(ENOUGH);

            // When
            master.kill();
            long killed = System.nanoTime();
            cluster.awaitBus(false);
            witnesses.awaitTalk(ENOUGH);
            cluster.awaitBus(true);

            // Then
            System.out.printf(
                    "SENTINEL: the bus is up again %d ms after its master died%n",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis());
            witnesses.awaitTalk(ENOUGH);
            witnesses.judge();
        }
        assertThat(cluster.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("The bus is down: "));
    }
}
