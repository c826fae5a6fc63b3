package dev.viche.support;

import static dev.viche.support.RawSocket.CONTINUATION;
import static dev.viche.support.RawSocket.PING;
import static dev.viche.support.RawSocket.PONG;
import static dev.viche.support.RawSocket.TEXT;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Ways to send more than anybody asked for, by a client that reads nothing of what it is answered. */
public enum Flood {
    /** What everyone in the room would be told. */
    LINES(TEXT, "a line of text, as long as a line of text is, and then a little longer than that"),
    /** What is answered by an error. */
    ERRORS(TEXT, "{"),
    /** What is answered from the log. */
    QUESTIONS(TEXT, "{\"type\":\"history\",\"payload\":{\"before\":2,\"limit\":1}}"),
    /** What RFC 6455 section 5.5.2 wants answered. */
    PINGS(PING, "x".repeat(125)),
    /** The least that wants an answer. */
    EMPTY_PINGS(PING, ""),
    /** What nobody asked for. */
    PONGS(PONG, "x".repeat(125)),
    /** A message that never ends and never grows. */
    EMPTY_PIECES(CONTINUATION, "") {
        @Override
        void begin(RawSocket client) {
            client.frame(TEXT, false);
        }
    };

    private static final int AT_ONCE = 64 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 4;
    private static final long STUCK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final String NATIVE = "netty_allocator_memory_used{";

    private final int opcode;
    private final String payload;

    Flood(int opcode, String payload) {
        this.opcode = opcode;
        this.payload = payload;
    }

    /** What is sent before the flood. */
    void begin(RawSocket client) {}

    /** Sends a little of it: what the server makes once, when it meets the like for the first time, is made then. */
    public void introduce(RawSocket client) {
        pour(client, AT_ONCE, new AtomicLong());
    }

    /**
     * Sends so many bytes, or until the server has closed the connection or not read for a second. The heap is that of
     * everything in this process: of several looks at it after the flood the least counts, since what others hold for a
     * moment goes and what the flood left does not.
     *
     * @return by how many bytes memory grew: what was live at the end, and the native buffers' peak
     */
    public long growth(RawSocket client, long bytes) {
        long heap = leastHeap();
        long buffers = buffers();
        AtomicLong sent = new AtomicLong();
        Thread sender = Thread.ofVirtual().start(() -> pour(client, bytes, sent));
        AtomicLong peak = new AtomicLong();
        Progress progress = new Progress();
        await().atMost(LIMIT).pollInterval(LOOK).until(() -> {
            peak.set(Math.max(peak.get(), buffers()));
            return !sender.isAlive() || progress.isStuck(sent.get());
        });
        return leastHeap() - heap + peak.get() - buffers;
    }

    private void pour(RawSocket client, long bytes, AtomicLong sent) {
        byte[] frames = manyFrames();
        try {
            begin(client);
            while (sent.get() < bytes) {
                client.write(frames);
                sent.addAndGet(frames.length);
            }
        } catch (UncheckedIOException _) {
            // The server closed the connection, as it may.
        }
    }

    private byte[] manyFrames() {
        int last = opcode == CONTINUATION ? 0 : 0x80;
        byte[] frame = RawSocket.encoded(last | opcode, payload.getBytes(StandardCharsets.UTF_8));
        ByteBuffer many = ByteBuffer.allocate(AT_ONCE / frame.length * frame.length);
        while (many.hasRemaining()) {
            many.put(frame);
        }
        return many.array();
    }

    private static long leastHeap() {
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        AtomicInteger looks = new AtomicInteger();
        await().atMost(LIMIT).pollInterval(LOOK).until(() -> {
            least.set(Math.min(least.get(), heap()));
            return looks.incrementAndGet() == LOOKS;
        });
        return least.get();
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long buffers() {
        return (long) Meters.now().sum(NATIVE);
    }

    /** Whether anything moves. */
    private static final class Progress {
        private long seen;
        private long since = System.nanoTime();

        boolean isStuck(long now) {
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > STUCK_NANOS;
        }
    }
}
