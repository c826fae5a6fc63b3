package dev.viche.cluster;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.metrics.BusMeters;
import dev.viche.metrics.BusMetrics;
import dev.viche.support.RedisServer;
import dev.viche.support.TcpProxy;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances and a real Redis, to which whatever happens that may happen to one. */
class RedisBusTest extends BusContract {

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static RedisServer redis;

    private final List<TcpProxy> proxies = new ArrayList<>();
    /** By way of which port the next bus gets to Redis; 0 for its own. */
    private int port;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        redis = RedisServer.start(folder);
    }

    @AfterAll
    static void stop() {
        vertx.close();
        redis.close();
    }

    @AfterEach
    void closeProxies() {
        proxies.forEach(TcpProxy::close);
    }

    @Override
    Bus make() {
        return new RedisBus(clients(port == 0 ? redis.port() : port), BusMeters.fresh());
    }

    private static RedisClients clients(int port) {
        return new RedisClients(vertx, new RedisOptions().setConnectionString(RedisServer.url(port)));
    }

    @Override
    boolean hasOthers() {
        return true;
    }

    @Test
    void whoFollowsARoomHearsWhatIsToldThere() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        other.publish(entries(CELLAR, 1, 1));
        other.publish(entries(GARDEN, 7, 2));
        other.typing(GARDEN, BO, true);
        other.typing(CELLAR, BO, true);
        other.read(GARDEN, BO, 8);
        other.direct(List.of(ANA.userId(), BO.userId()));

        // Then
        await().atMost(PATIENCE).until(() -> heard.news.size() >= 5);
        assertThat(heard.news)
                .containsExactlyInAnyOrder(
                        "entry 7 in 42", "entry 8 in 42", "Bo types in 42", "Bo read 8 in 42", "direct 2");
    }

    @Test
    void whoHasPutARoomToRestHearsNoMoreOfIt() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, CELLAR);
        followed(one, heard, GARDEN);

        // When
        one.unfollow(GARDEN);
        // Redis takes what a connection says in its order.
        followed(one, heard, 44);
        other.publish(entries(GARDEN, 1, 1));
        other.publish(entries(CELLAR, 1, 1));

        // Then
        await().atMost(PATIENCE).until(() -> !heard.news.isEmpty());
        assertThat(heard.news).containsExactly("entry 1 in 43");
    }

    @Test
    void aLookReachesEveryOtherInstance() {
        // Given
        Heard heard = new Heard();
        up("one", heard);
        Bus other = up("other", new Heard());
        int before = heard.looks.get();

        // When
        other.look();

        // Then
        await().atMost(PATIENCE).until(() -> heard.looks.get() > before);
    }

    @Test
    void anotherLogOnTheSameRedisIsNobodysBusiness() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        followed(one, heard, GARDEN);
        Bus stranger = make();
        stranger.start("another epoch", "stranger", new Heard());
        await().atMost(PATIENCE).until(stranger::isUp);
        Bus other = up("other", new Heard());

        // When
        stranger.publish(entries(GARDEN, 1, 1));
        stranger.close();
        other.publish(entries(GARDEN, 2, 1));

        // Then
        await().atMost(PATIENCE).until(() -> !heard.news.isEmpty());
        assertThat(heard.news).containsExactly("entry 2 in 42");
    }

    @Test
    void whatIsToldInARushArrivesInOrder() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);
        int messages = 5000;

        // When
        for (int seq = 1; seq <= messages; seq++) {
            other.publish(entries(GARDEN, seq, 1));
        }

        // Then
        await().atMost(PATIENCE).until(() -> heard.news.size() == messages);
        assertThat(heard.news)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, messages)
                        .mapToObj(seq -> "entry %d in 42".formatted(seq))
                        .toList());
    }

    @Test
    void whatWaitedIsToldBeforeTheEnd() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        other.publish(entries(GARDEN, 1, 500));
        other.close();

        // Then
        await().atMost(PATIENCE).until(() -> heard.news.size() == 500);
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        // Given
        BusMeters meters = new BusMeters();
        Postbag bag = new Postbag("one", new Channels("epoch"), meters.metrics());

        // When
        for (int i = 0; i < Postbag.MOST + 10; i++) {
            bag.entries(entries(GARDEN, i + 1, 1));
        }

        // Then
        assertThat(meters.lost(BusMetrics.Loss.FULL)).isEqualTo(10);
    }

    @Test
    void itIsUpAgainAfterRedisWasKilled() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        redis.kill();
        await().atMost(PATIENCE).until(() -> !one.isUp() && !other.isUp());
        redis.start();

        // Then
        assertThatItHeals(one, other, heard);
    }

    @Test
    void itIsDownWhileRedisIsFrozen() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        redis.freeze();
        await().atMost(PATIENCE).until(() -> !one.isUp() && !other.isUp());
        redis.thaw();

        // Then
        assertThatItHeals(one, other, heard);
    }

    @Test
    void itIsDownWhileTheNetworkIsCut() {
        // Given
        TcpProxy proxy = new TcpProxy(redis.port());
        proxies.add(proxy);
        port = proxy.port();
        Heard heard = new Heard();
        Bus one = up("one", heard);
        port = 0;
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        proxy.cut();
        await().atMost(PATIENCE).until(() -> !one.isUp());
        boolean otherIsUp = other.isUp();
        proxy.heal();

        // Then
        assertThat(otherIsUp).isTrue();
        assertThatItHeals(one, other, heard);
    }

    @Test
    void anEmptiedRedisHasLostNothing() {
        // Given
        Heard heard = new Heard();
        Bus one = up("one", heard);
        Bus other = up("other", new Heard());
        followed(one, heard, GARDEN);

        // When
        redis.tell("FLUSHALL");

        // Then
        assertThat(one.isUp() && other.isUp()).isTrue();
        assertThatItHeals(one, other, heard);
    }

    /** Whoever comes while there is none waits for it. */
    @Test
    void itComesUpWhenRedisDoes() {
        // Given
        redis.kill();
        Heard heard = new Heard();
        Bus one = started("one", heard);
        Bus other = started("other", new Heard());
        one.follow(GARDEN);

        // When
        redis.start();

        // Then
        assertThatItHeals(one, other, heard);
    }
}
