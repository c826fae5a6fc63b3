package dev.viche.live;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One shard for each event loop that ever had a connection. */
@Singleton
final class Shards {

    private final ConcurrentHashMap<EventLoop, Shard> shards = new ConcurrentHashMap<>();
    private final EventLoopGroup loops;

    // Vert.x 5 moves this method to an internal type; there is no other public way to its event loops.
    @SuppressWarnings("deprecation")
    Shards(Vertx vertx) {
        this.loops = vertx.nettyEventLoopGroup();
    }

    /** The shard whose turn it is to take something new. */
    Shard next() {
        return of(loops.next());
    }

    Shard of(EventLoop loop) {
        return shards.computeIfAbsent(loop, Shard::new);
    }

    /** Visits every session, each on its own event loop. */
    void eachSession(Consumer<Session> visit) {
        shards.values().forEach(shard -> shard.run(() -> shard.each(visit)));
    }
}
