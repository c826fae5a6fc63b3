package dev.viche.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests as they are written, also such as no client would send. One connection, for as long as the server keeps it. */
public final class RawRequests implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;
    private @Nullable Socket socket;

    public RawRequests(int port) {
        this.port = port;
    }

    /** Sends a request without a body; answers its status. */
    public int send(String start, String... headers) {
        return send(start, List.of(headers), "");
    }

    /** Sends a request; answers its status. */
    public int send(String start, List<String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
        String request =
                "%s\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n%s\r\n".formatted(start, port, content.length, head);
        boolean used = socket != null;
        try {
            try {
                return exchanged(request, content);
            } catch (IOException e) {
                if (!used) {
                    throw e;
                }
                // RFC 9112 section 9.3.1: whoever keeps a connection may end it at any time, and is asked again over
                // another.
                close();
                return exchanged(request, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(start, e);
        }
    }

    private int exchanged(String request, byte[] content) throws IOException {
        OutputStream out = connected().getOutputStream();
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.write(content);
        out.flush();
        return answer(connected().getInputStream());
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            open.setSoTimeout(PATIENCE_MILLIS);
            open.setTcpNoDelay(true);
            socket = open;
        }
        return open;
    }

    private int answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        boolean last = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(java.util.Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            last |= header.equals("connection: close") || header.equals("transfer-encoding: chunked");
        }
        in.skipNBytes(length);
        int code = Integer.parseInt(status.split(" ", -1)[1]);
        if (last || code == 400 || code == 431) {
            close();
        }
        return code;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
