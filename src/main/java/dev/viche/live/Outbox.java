package dev.viche.live;

import dev.viche.metrics.ChatMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;

/**
 * What waits for one reader, bounded in bytes. Frames are gathered and written in one piece, so that many cost one
 * system call; nothing is written while the channel's own buffer is full. Owned by the connection's event loop.
 *
 * <p>Bytes go to the Netty channel and not through the framework's {@code send}: that one writes and flushes frame by
 * frame, queues without bound and costs a promise for each. It is right only because compression is off and nothing else
 * of ours writes fragmented messages; docs/adr/0004 has the figures.
 */
final class Outbox {

    /** Most bytes joined into one write: what the channel takes before it calls itself full (Netty's default). */
    private static final int GATHER = 64 * 1024;

    private final Channel channel;
    private final long limit;
    private final ChatMetrics metrics;
    private final ArrayDeque<WireFrame> waiting = new ArrayDeque<>(0);
    private long bytes;

    Outbox(Channel channel, long limit, ChatMetrics metrics) {
        this.channel = channel;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** Takes one more frame; false when it does not fit. A frame is never refused by an empty outbox. */
    boolean offer(WireFrame frame) {
        if (bytes > 0 && bytes + frame.bytes().length > limit) {
            return false;
        }
        waiting.add(frame);
        count(frame.bytes().length);
        return true;
    }

    /** Writes as much as the channel takes now. */
    void flush() {
        boolean written = false;
        while (!waiting.isEmpty() && channel.isWritable()) {
            var _ = channel.write(gather(), channel.voidPromise());
            written = true;
        }
        if (written) {
            channel.flush();
        }
    }

    /** Forgets what waits: its reader is gone. */
    void clear() {
        waiting.clear();
        count(-bytes);
    }

    /** Bytes that wait. */
    long bytes() {
        return bytes;
    }

    private ByteBuf gather() {
        int size = 0;
        int frames = 0;
        for (WireFrame frame : waiting) {
            if (frames > 0 && size + frame.bytes().length > GATHER) {
                break;
            }
            size += frame.bytes().length;
            frames++;
        }
        ByteBuf joined = channel.alloc().directBuffer(size, size);
        for (int i = 0; i < frames; i++) {
            joined.writeBytes(waiting.remove().bytes());
        }
        count(-size);
        return joined;
    }

    private void count(long change) {
        bytes += change;
        metrics.outbox(change);
    }
}
