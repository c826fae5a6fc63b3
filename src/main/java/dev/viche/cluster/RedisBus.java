package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.metrics.BusMetrics;
import dev.viche.protocol.Person;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bus of the cluster flavour, on the channels of a Redis: one for each room, which those listen to who have it live,
 * and one for all. What cannot be told is dropped and counted, since the others read it from the log.
 */
@Singleton
@IfBuildProfile("cluster")
class RedisBus implements Bus {

    private final RedisClients clients;
    private final BusMetrics metrics;
    private volatile @Nullable Exchange exchange;

    /** @param configured Quarkus' own client, which makes it read the settings; not used else */
    @Inject
    @SuppressWarnings("UnusedVariable")
    RedisBus(RedisSettings settings, Vertx vertx, BusMetrics metrics, Redis configured) {
        this(new RedisClients(vertx, settings.options()), metrics);
    }

    RedisBus(RedisClients clients, BusMetrics metrics) {
        this.clients = clients;
        this.metrics = metrics;
    }

    @Override
    public void start(String log, String self, Ear ear) {
        Exchange begun = new Exchange(clients, new Channels(log), self, ear, metrics);
        exchange = begun;
        begun.start();
    }

    @Override
    public void publish(List<Change> entries) {
        Exchange at = exchange;
        if (at != null) {
            at.tell(entries);
        }
    }

    @Override
    public void typing(long roomId, Person person, boolean active) {
        inRoom(roomId, new Envelope.Typing(roomId, person, active));
    }

    @Override
    public void read(long roomId, Person reader, long seq) {
        inRoom(roomId, new Envelope.Read(roomId, reader, seq));
    }

    private void inRoom(long roomId, Envelope.News news) {
        Exchange at = exchange;
        if (at != null) {
            at.tell(at.channels().room(roomId), news);
        }
    }

    @Override
    public void direct(List<UUID> pair) {
        Exchange at = exchange;
        if (at != null) {
            at.tell(at.channels().common(), new Envelope.Direct(pair));
        }
    }

    @Override
    public void look() {
        Exchange at = exchange;
        if (at != null) {
            at.look();
        }
    }

    @Override
    public void follow(long roomId) {
        Exchange at = exchange;
        if (at != null) {
            at.follow(roomId, true);
        }
    }

    @Override
    public void unfollow(long roomId) {
        Exchange at = exchange;
        if (at != null) {
            at.follow(roomId, false);
        }
    }

    @Override
    public boolean isUp() {
        Exchange at = exchange;
        return at != null && at.isUp();
    }

    @Override
    public void close() {
        Exchange at = exchange;
        if (at != null) {
            at.close();
        }
    }
}
