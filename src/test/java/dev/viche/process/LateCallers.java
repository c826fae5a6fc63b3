package dev.viche.process;

import dev.viche.support.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Connections that a server has accepted and that ask for nothing, until it ends: then one after another asks to come in. */
final class LateCallers implements AutoCloseable {

    static final String CUT = "cut";

    private static final long PAUSE_NANOS = 1_000_000;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int CLOSE = 0x88;
    private static final String REQUEST = """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """;

    private final List<Socket> sockets = new ArrayList<>();
    private final int port;

    LateCallers(ServerProcess server, int count) throws IOException {
        port = server.port();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            sockets.add(socket);
        }
    }

    /**
     * Ask one after another, as fast as not to be all in the same moment: a third of them while the server sends people
     * away, the last third when it does not listen any more, and in between one now and then. That may take a while: who was
     * let in at the last moment is waited for, and answers no close.
     */
    void ask() {
        int first = sockets.size() / 3;
        ask(sockets.subList(0, first));
        Iterator<Socket> between = sockets.subList(first, 2 * first).iterator();
        ServerProcess.await("the end of listening", () -> {
            if (between.hasNext()) {
                ask(List.of(between.next()));
            }
            return !isOpen();
        });
        ask(sockets.subList(2 * first, sockets.size()));
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static void ask(List<Socket> callers) {
        for (Socket socket : callers) {
            try {
                socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException _) {
                // Cut already.
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** What each was answered, read to its end: a close code, the status of HTTP that was not 101, or {@link #CUT}. */
    List<String> answers() {
        return sockets.stream().map(LateCallers::answer).toList();
    }

    private static String answer(Socket socket) {
        byte[] bytes = readAll(socket);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return CUT;
        }
        if (!text.startsWith("HTTP/1.1 101 ")) {
            return text.split(" ", 3)[1];
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes).position(end + 4);
        boolean closed = frame.remaining() >= 4 && (frame.get() & 0xff) == CLOSE && frame.get() >= 2;
        return closed ? String.valueOf(frame.getShort() & 0xffff) : CUT;
    }

    private static byte[] readAll(Socket socket) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The connection did not end.", e);
        } catch (IOException _) {
            // Reset: what came before counts.
        }
        return read.toByteArray();
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
