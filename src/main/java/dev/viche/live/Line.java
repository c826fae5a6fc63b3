package dev.viche.live;

import dev.viche.metrics.ChatMetrics;
import dev.viche.protocol.Closing;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The wire of a session: what goes out over it, whether anyone is there, and how it ends. Owned by its event loop. */
final class Line {

    private static final Logger LOG = Logger.getLogger(Line.class);

    /** How long the peer may take to answer a close frame. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Channel channel;
    private final Shard shard;
    private final Outbox outbox;
    private final ChatMetrics metrics;
    private @Nullable Consumer<Closing> closer;
    private @Nullable Closing closing;
    private boolean ended;
    private @Nullable String accessToken;
    private boolean onlyReads;
    private Map<Long, Long> letters = Map.of();
    private @Nullable WireFrame pong;
    private boolean unflushed;
    private long lastHeard = System.nanoTime();

    Line(Channel channel, Shard shard, long outboxLimit, ChatMetrics metrics) {
        this.channel = channel;
        this.shard = shard;
        this.outbox = new Outbox(channel, outboxLimit, metrics);
        this.metrics = metrics;
    }

    // ---- its life ----------------------------------------------------------------------------------------------

    /** It is to be opened with that access token. Called before anything else is. */
    void bears(String token) {
        accessToken = token;
    }

    /** The access token it was opened with; null for a guest. */
    @Nullable
    String accessToken() {
        return accessToken;
    }

    /** It is a bot's that may read and not write. */
    void onlyReads() {
        onlyReads = true;
    }

    /** Whether what it sends is not said. */
    boolean isOnlyReading() {
        return onlyReads;
    }

    /** Direct conversations that had come that far, by room, when it was opened: those letters are not for it any more. */
    void lettersBefore(Map<Long, Long> tails) {
        letters = tails;
    }

    /** Whether that entry of a direct conversation was there before it was. */
    boolean isYoungerThan(long roomId, long seq) {
        return seq <= letters.getOrDefault(roomId, 0L);
    }

    /** Runs that when the connection is gone. */
    void atEnd(Runnable task) {
        var _ = channel.closeFuture().addListener(_ -> task.run());
    }

    /** It is open; {@code closer} sends the close frame, at once if the end was decided before. */
    void opened(Consumer<Closing> closer) {
        this.closer = closer;
        metrics.opened();
        if (closing != null) {
            hangUp();
        }
    }

    /** Decides how it ends. Returns false when that is decided already: the first cause counts. */
    boolean decide(Closing cause) {
        if (isClosed()) {
            return false;
        }
        closing = cause;
        metrics.closing(cause);
        return true;
    }

    /**
     * Sends what of the waiting fits now, unless its being too much is the cause, and the close frame that was decided. A
     * peer that does not answer it is cut: the framework alone would wait twice as long, and longer for one that does not
     * read.
     */
    void hangUp() {
        if (closing != Closing.SLOW) {
            flush();
        }
        // Nothing may follow the close frame (RFC 6455, section 5.5.1); who comes back finds the rest in the log.
        outbox.clear();
        if (closer != null && closing != null) {
            try {
                closer.accept(closing);
                shard.schedule(this::drop, FAREWELL.toMillis());
            } catch (RuntimeException e) {
                // One connection that cannot be closed must not keep the others from it.
                LOG.warnf("A connection did not take its close frame and is cut: %s", e.getMessage());
                drop();
            }
        }
    }

    /** It is gone. Returns false when that was known. */
    boolean ended() {
        if (ended) {
            return false;
        }
        ended = true;
        outbox.clear();
        if (closer != null) {
            metrics.closed();
        }
        if (closing == null) {
            metrics.dropped();
        }
        return true;
    }

    /** Whether nothing may be sent any more. */
    boolean isClosed() {
        return closing != null || ended;
    }

    /**
     * Ends it without a word: the peer is not there to hear it. From the pipeline's head, since on the way from its tail
     * the framework sends a close of 1000, which would tell a machine that was merely asleep to stay away.
     */
    void drop() {
        ChannelHandlerContext head = channel.pipeline().firstContext();
        // Without a head it is closed already.
        if (head != null) {
            var _ = head.close();
        }
    }

    // ---- the peer ----------------------------------------------------------------------------------------------

    void heard() {
        lastHeard = System.nanoTime();
    }

    /** Nanoseconds since the peer was heard of; 0 while we do not listen ourselves. */
    long silence() {
        return channel.config().isAutoRead() ? System.nanoTime() - lastHeard : 0;
    }

    /** Stops reading: TCP tells the peer to wait. Or goes on. */
    void read(boolean on) {
        if (on) {
            heard();
        }
        channel.config().setAutoRead(on);
    }

    // ---- what goes out -----------------------------------------------------------------------------------------

    /** Sends a frame at the end of this turn. Returns false when it does not fit: the reader is too slow. */
    boolean push(WireFrame frame) {
        if (isClosed()) {
            return true;
        }
        if (!outbox.offer(frame)) {
            return false;
        }
        flushLater();
        return true;
    }

    /**
     * Answers a peer that asked whether we are there. Of several that wait only the newest is answered (RFC 6455 section
     * 5.5.3 allows it): the framework answers each, without bound, also to a peer that asks and never reads.
     */
    void pong(byte[] payload) {
        pong = WireFrame.pong(payload);
        flushLater();
    }

    private void flushLater() {
        if (!unflushed) {
            unflushed = true;
            shard.flushLater(this);
        }
    }

    /** Writes what waits, as far as the connection takes it. */
    void flush() {
        unflushed = false;
        outbox.flush();
        WireFrame answer = pong;
        if (answer != null && outbox.bytes() == 0 && !isClosed()) {
            pong = null;
            outbox.offer(answer);
            outbox.flush();
        }
    }

    /** Bytes that wait. */
    long waiting() {
        return outbox.bytes();
    }
}
