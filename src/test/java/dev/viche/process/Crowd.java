package dev.viche.process;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many who listen and hang up when they are told to, on one thread. Of what they hear they note how many were welcomed,
 * which slots they were given, and how each ended.
 */
final class Crowd implements AutoCloseable {

    private static final Pattern SLOT = Pattern.compile("\"reconnect_after_ms\":(\\d+)");
    private static final int PATIENCE_MILLIS = 100;
    private static final int BUFFER = 64 * 1024;
    private static final int CLOSE = 0x88;

    private final Selector selector;
    private final InetSocketAddress server;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final AtomicInteger welcomed = new AtomicInteger();
    private final Collection<Integer> slots = new ConcurrentLinkedQueue<>();
    private final Collection<Integer> ends = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean over;

    private Crowd(ServerProcess to, int people, int rooms) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port());
        try {
            selector = Selector.open();
            for (int i = 0; i < people; i++) {
                comeIn("p" + i, "room-" + i % rooms);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("crowd").start(this::listen);
    }

    /** So many people, spread over so many rooms; returns when all were welcomed. */
    static Crowd of(ServerProcess server, int people, int rooms) {
        Crowd crowd = new Crowd(server, people, rooms);
        ServerProcess.await(people + " are welcomed", () -> crowd.welcomed.get() == people);
        return crowd;
    }

    private void comeIn(String name, String room) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(server);
        channel.write(StandardCharsets.US_ASCII.encode("""
                GET /ws/%s?username=%s&history=0 HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(room, name)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void listen() {
        try {
            while (!over) {
                selector.select(this::hear, PATIENCE_MILLIS);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for what it knows in what came. Frames come whole, unless a read is full or a frame is cut by the wire. */
    private void hear(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                ended(key, Line.ABNORMAL);
                return;
            }
            buffer.flip();
            String text = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
            if (text.contains("\"welcome\"")) {
                welcomed.incrementAndGet();
            }
            Matcher slot = SLOT.matcher(text);
            if (slot.find()) {
                slots.add(Integer.parseInt(slot.group(1)));
            }
            // A close frame is the last of all (RFC 6455, section 5.5.1).
            int close = text.lastIndexOf(CLOSE);
            if (close >= 0 && text.length() >= close + 4) {
                ended(key, text.charAt(close + 2) << 8 | text.charAt(close + 3));
            }
        } catch (IOException e) {
            ended(key, Line.ABNORMAL);
        }
    }

    private void ended(SelectionKey key, int code) {
        ends.add(code);
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The slots in milliseconds that were given out so far. */
    Collection<Integer> slots() {
        return slots;
    }

    /** Waits until so many have ended and tells their close codes. */
    Collection<Integer> awaitEnds(int people) {
        ServerProcess.await(people + " have ended", () -> ends.size() >= people);
        return ends;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a crowd went home", e);
        }
    }
}
