package dev.viche.live;

import dev.viche.metrics.ChatMetrics;
import dev.viche.protocol.ServerFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All who read one room, by event loop. Owned by the room's home loop. */
final class Audience {

    private final ChatMetrics metrics;
    private final Map<Shard, Readers> readers = new HashMap<>();

    Audience(ChatMetrics metrics) {
        this.metrics = metrics;
    }

    void add(Session session) {
        readers.computeIfAbsent(session.shard(), shard -> new Readers(shard, metrics))
                .add(session);
    }

    void remove(Session session) {
        Readers here = readers.get(session.shard());
        if (here != null) {
            here.remove(session);
        }
    }

    /** Delivers these frames to everyone, in their order. */
    void deliver(List<WireFrame> frames, long committedAt) {
        for (Readers each : readers.values()) {
            each.deliver(frames, committedAt);
        }
    }

    /** Tells everyone something that is not in the log. */
    void tell(ServerFrame frame) {
        deliver(List.of(WireFrame.of(frame)), System.nanoTime());
    }
}
