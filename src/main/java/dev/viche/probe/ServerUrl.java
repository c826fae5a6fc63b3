package dev.viche.probe;

import java.net.URI;
import java.util.Locale;

/**
 * Where a server's sockets are.
 *
 * @param endpoint such as {@code wss://chat.example.org/ws}, with a port
 */
public record ServerUrl(URI endpoint) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads what people have at hand: http, https, ws or wss, with or without a path in front, with or without
     * {@code /ws} at the end.
     *
     * @throws IllegalArgumentException when it is none of these; its message says what one looks like
     */
    public static ServerUrl of(URI given) {
        String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https") || scheme.equals("wss");
        boolean known = tls || scheme.equals("http") || scheme.equals("ws");
        if (!known || given.getHost() == null) {
            throw new IllegalArgumentException(
                    "'%s' is no server's URL; write it as https://chat.example.org or http://localhost:8080"
                            .formatted(given));
        }
        String path = given.getPath().replaceAll("/+$", "").replaceAll("/ws$", "") + "/ws";
        int port = given.getPort() > 0 ? given.getPort() : (tls ? HTTPS : HTTP);
        return new ServerUrl(URI.create("%s://%s:%d%s".formatted(tls ? "wss" : "ws", given.getHost(), port, path)));
    }

    boolean tls() {
        return endpoint.getScheme().equals("wss");
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
