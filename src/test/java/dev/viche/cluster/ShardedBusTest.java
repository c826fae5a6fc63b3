package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.deploy.Tool;
import dev.viche.metrics.BusMeters;
import dev.viche.support.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus on a Redis cluster, whose channels are sharded. */
class ShardedBusTest extends BusContract {

    private static final int ROOMS = 50;
    private static final int MESSAGES = 20;

    @TempDir
    static Path folder;

    private static @Nullable Vertx vertx;
    private static @Nullable RedisServer redis;

    @BeforeAll
    static void start() {
        var _ = Tool.orSkip("redis-server", "redis-server");
        vertx = Vertx.vertx();
        redis = RedisServer.startCluster(folder, "redis-server");
    }

    @AfterAll
    static void stop() {
        if (vertx != null && redis != null) {
            vertx.close();
            redis.close();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // skipped where they are not there
    Bus make() {
        RedisOptions options =
                new RedisOptions().setType(RedisClientType.CLUSTER).setConnectionString(redis.url());
        return new RedisBus(new RedisClients(vertx, options), BusMeters.fresh());
    }

    @Override
    boolean hasOthers() {
        return true;
    }

    @Test
    void roomsOnManyShardsAreHeardEachInItsOrder() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        for (long room = 1; room <= ROOMS; room++) {
            one.follow(room);
        }
        await().atMost(PATIENCE).until(() -> heardInAll(other, heard));
        heard.news.clear();

        // When
        for (int seq = 2; seq <= MESSAGES; seq++) {
            for (long room = 1; room <= ROOMS; room++) {
                other.publish(entries(room, seq, 1));
            }
        }

        // Then
        await().atMost(PATIENCE).until(() -> count(heard, "entry " + MESSAGES + " ") == ROOMS);
        for (long room = 1; room <= ROOMS; room++) {
            String in = " in " + room;
            assertThat(heard.news.stream().filter(news -> news.endsWith(in) && !news.startsWith("entry 1 ")))
                    .containsExactlyElementsOf(LongStream.rangeClosed(2, MESSAGES)
                            .mapToObj(seq -> "entry " + seq + in)
                            .toList());
        }
    }

    /** Tells of an entry in each room until all have been heard of: until then not all are followed. */
    private static boolean heardInAll(Bus other, Heard heard) {
        for (long room = 1; room <= ROOMS; room++) {
            if (!heard.news.contains("entry 1 in " + room)) {
                other.publish(entries(room, 1, 1));
            }
        }
        return List.copyOf(heard.news).stream().distinct().count() == ROOMS;
    }

    private static long count(Heard heard, String beginning) {
        return heard.news.stream().filter(news -> news.startsWith(beginning)).count();
    }
}
