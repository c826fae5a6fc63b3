package dev.viche.process;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A peer in a room that reads nothing and answers nothing, not even a close frame. */
final class DeafPeer implements AutoCloseable {

    private final Socket socket;

    DeafPeer(ServerProcess server, String name, String room) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) ServerProcess.PATIENCE.toMillis());
        socket.getOutputStream().write("""
                        GET /ws/%s?username=%s HTTP/1.1\r
                        Host: localhost\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """.formatted(room, name).getBytes(StandardCharsets.US_ASCII));
        // The first word of the answer is the last it listens to.
        if (socket.getInputStream().read() < 0) {
            throw new IOException("the server hung up");
        }
    }

    /** Is cut off: the server gets a reset instead of an end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
