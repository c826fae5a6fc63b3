package dev.viche.live;

import dev.viche.metrics.ChatMetrics;
import java.util.ArrayList;
import java.util.List;

/** The sessions of one room on one event loop. Calls come from the room's loop; the list is owned by the readers' loop. */
final class Readers {

    private final Shard shard;
    private final ChatMetrics metrics;
    private final List<Session> sessions = new ArrayList<>();

    Readers(Shard shard, ChatMetrics metrics) {
        this.shard = shard;
        this.metrics = metrics;
    }

    void add(Session session) {
        shard.run(() -> sessions.add(session));
    }

    void remove(Session session) {
        shard.run(() -> sessions.remove(session));
    }

    /** Delivers these frames to every reader, in their order. */
    void deliver(List<WireFrame> frames, long committedAt) {
        shard.run(() -> {
            // By index, from the end: a reader that is too slow is removed while we walk, and the others are told of it
            // and may be too slow for that in turn. What stands at an index then was visited, or is visited below.
            for (int i = sessions.size() - 1; i >= 0; i--) {
                if (i < sessions.size()) {
                    Session session = sessions.get(i);
                    frames.forEach(session::deliver);
                }
            }
            metrics.delivered(sessions.size() * frames.size(), System.nanoTime() - committedAt);
        });
    }
}
