package dev.viche.live;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The sessions of one event loop. Everything in it is owned by that loop: what has to reach a hundred readers here
 * crosses threads once, and each reader is flushed once at the end of the loop's turn, however many frames it got.
 */
final class Shard {

    private static final Logger LOG = Logger.getLogger(Shard.class);

    private final EventLoop loop;
    private final Set<Session> sessions = new HashSet<>();
    private List<Line> unflushed = new ArrayList<>();

    Shard(EventLoop loop) {
        this.loop = loop;
    }

    /** Runs on the loop: now when called there, else in its next turn, in the order of the calls. */
    void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** Runs on the loop later. */
    void schedule(Runnable task, long millis) {
        var _ = loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    void add(Session session) {
        sessions.add(session);
    }

    void remove(Session session) {
        sessions.remove(session);
    }

    /** Calls back for each session, over a copy, since a visit may end a session. */
    void each(Consumer<Session> visit) {
        for (Session session : List.copyOf(sessions)) {
            try {
                visit.accept(session);
            } catch (RuntimeException e) {
                // One that fails must not keep what everyone is told, or their close, from the others.
                LOG.warnf(e, "A connection could not be reached and is cut.");
                session.line().drop();
            }
        }
    }

    /** The line has something to write: it is flushed when the loop has run what is queued already. */
    void flushLater(Line line) {
        unflushed.add(line);
        if (unflushed.size() == 1) {
            loop.execute(this::flush);
        }
    }

    private void flush() {
        List<Line> flushed = unflushed;
        unflushed = new ArrayList<>(flushed.size());
        flushed.forEach(Line::flush);
    }
}
