package dev.viche.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that speaks WebSocket only as far as the test makes it: it sends any bytes, answers nothing by itself,
 * and reads when it is told to. Every read has a limit.
 */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 125;
    private static final int SIXTEEN_BITS = 126;
    private static final int SIXTY_FOUR_BITS = 127;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final int PATIENCE_MILLIS = (int) Inbox.PATIENCE.toMillis();

    private final URI server;
    private final Socket socket = new Socket();
    private @Nullable DataInputStream in;

    /** Not connected yet to that server. */
    public RawSocket(URI server) {
        this.server = server;
    }

    /** A frame as it came: {@code opcode} as above. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Received(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code of a close frame; 1005 (RFC 6455 section 7.1.5) when it has none, 0 when this is no close frame. */
        public int closeCode() {
            if (opcode != CLOSE) {
                return 0;
            }
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    // ---- opening -----------------------------------------------------------------------------------------------

    /** Takes no more than that many bytes into the system's own buffers; call it before {@link #open}. */
    public RawSocket withReceiveBuffer(int bytes) {
        try {
            socket.setReceiveBufferSize(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and does the handshake. */
    public RawSocket open(String pathAndQuery) {
        String answer = handshake(pathAndQuery, Map.of());
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("%s was answered by %s".formatted(pathAndQuery, answer));
        }
        return this;
    }

    /** Connects, does the handshake with these headers too, and tells the head of the answer. */
    public String handshake(String pathAndQuery, Map<String, String> headers) {
        try {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            StringBuilder request = new StringBuilder("GET %s HTTP/1.1\r\n".formatted(pathAndQuery));
            request.append("Host: %s:%d\r\n".formatted(server.getHost(), server.getPort()));
            request.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
            request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
            headers.forEach((name, value) -> request.append("%s: %s\r\n".formatted(name, value)));
            write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return readHead();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in().readUnsignedByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    // ---- sending -----------------------------------------------------------------------------------------------

    /** Sends a text in one frame. */
    public RawSocket say(String text) {
        return frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a frame as RFC 6455 wants it. */
    public RawSocket frame(int opcode, boolean last, byte... payload) {
        return write(encoded((last ? FINAL : 0) | opcode, payload));
    }

    /** A masked frame with that first byte: final and reserved bits, and opcode. */
    public static byte[] encoded(int first, byte... payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % MASK.length];
        }
        ByteBuffer header = header(first, payload.length);
        return ByteBuffer.allocate(header.remaining() + MASK.length + masked.length)
                .put(header)
                .put(MASK)
                .put(masked)
                .array();
    }

    /** The header of a masked frame that claims to carry that many bytes, without its mask. */
    public static ByteBuffer header(int first, long length) {
        ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
        if (length <= SHORT) {
            header.put((byte) (MASKED | length));
        } else if (length <= 0xffff) {
            header.put((byte) (MASKED | SIXTEEN_BITS)).putShort((short) length);
        } else {
            header.put((byte) (MASKED | SIXTY_FOUR_BITS)).putLong(length);
        }
        return header.flip();
    }

    /** Sends bytes as they are. */
    public RawSocket write(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- reading -----------------------------------------------------------------------------------------------

    /** Reads the next frame. */
    public Received read() {
        try {
            int opcode = in().readUnsignedByte() & 0x0f;
            int length = in().readUnsignedByte();
            long size = switch (length) {
                case SIXTEEN_BITS -> in().readUnsignedShort();
                case SIXTY_FOUR_BITS -> in().readLong();
                default -> length;
            };
            return new Received(opcode, in().readNBytes(Math.toIntExact(size)));
        } catch (IOException e) {
            throw new AssertionError("A frame was awaited, and the connection ended without one: " + e, e);
        }
    }

    /** Reads on until a text frame of that type. */
    public Frame awaits(String type) {
        while (true) {
            Received received = read();
            if (received.opcode() == TEXT) {
                Frame frame = Frame.read(received.text());
                if (frame.is(type)) {
                    return frame;
                }
            } else if (received.opcode() == CLOSE) {
                throw new AssertionError("%s was awaited, and close %d came".formatted(type, received.closeCode()));
            }
        }
    }

    /** Reads on until the close frame, and tells its code. */
    public int awaitsClose() {
        Received received = read();
        while (received.opcode() != CLOSE) {
            received = read();
        }
        return received.closeCode();
    }

    /** Reads on until the connection ends, with a close frame or without. */
    public void awaitsEnd() {
        try {
            in().skipNBytes(Long.MAX_VALUE);
        } catch (java.io.EOFException | java.net.SocketException _) {
            // What was awaited.
        } catch (IOException e) {
            throw new AssertionError("The connection did not end: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataInputStream in() {
        if (in == null) {
            throw new AssertionError("the socket is not open");
        }
        return in;
    }
}
