package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.metrics.BusMeters;
import dev.viche.support.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus on a Redis that sentinels watch: when it dies they find it a successor, and the bus finds that one. */
class SentinelBusTest extends BusContract {

    private static final String NAME = "viche";
    private static final int SENTINELS = 3;

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static RedisServer master;
    private static RedisServer replica;
    private static List<RedisServer> sentinels;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        master = RedisServer.start(folder.resolve("master"));
        replica = RedisServer.startReplica(folder.resolve("replica"), master);
        sentinels = IntStream.range(0, SENTINELS)
                .mapToObj(i -> RedisServer.startSentinel(folder.resolve("sentinel-" + i), NAME, master))
                .toList();
        RedisServer.awaitAcquainted(sentinels, NAME);
    }

    @AfterAll
    static void stop() {
        vertx.close();
        sentinels.forEach(RedisServer::close);
        replica.close();
        master.close();
    }

    @Override
    Bus make() {
        RedisOptions options =
                new RedisOptions().setType(RedisClientType.SENTINEL).setMasterName(NAME);
        sentinels.forEach(sentinel -> options.addConnectionString(sentinel.url()));
        return new RedisBus(new RedisClients(vertx, options), BusMeters.fresh());
    }

    @Override
    boolean hasOthers() {
        return true;
    }

    @Test
    void itGoesOnWithTheSuccessorOfAMasterThatDied() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        master.kill();
        await().atMost(PATIENCE).until(() -> !one.isUp() && !other.isUp());

        // Then
        assertThatItHeals(one, other, heard);
        assertThat(replica.tell("SET any thing")).isEqualTo("+OK");
    }
}
