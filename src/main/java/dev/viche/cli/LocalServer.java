package dev.viche.cli;

import java.net.URI;
import java.util.Set;

/** Where the server of this folder and environment listens, seen from the same machine. */
final class LocalServer {

    // What a server listens on when it listens everywhere.
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0", "");

    private LocalServer() {}

    /**
     * Its base, such as {@code http://127.0.0.1:8080}.
     *
     * @throws CommandFailed when the settings do not tell
     */
    static URI of(Settings settings) {
        // A server that answers nothing in the clear is asked over TLS.
        String clear = settings.value("quarkus.http.insecure-requests").orElse("enabled");
        boolean tls = !clear.equalsIgnoreCase("enabled");
        String port = tls
                ? settings.value("quarkus.http.ssl-port").orElse("8443")
                : settings.value("quarkus.http.port").orElse("8080");
        if (!port.matches("[1-9]\\d{0,4}")) {
            throw new CommandFailed(
                    "The settings do not tell the port (it is '%s'); name the server with --url.".formatted(port), 1);
        }
        String host = settings.value("quarkus.http.host").orElse("");
        String reached = EVERYWHERE.contains(host) ? "127.0.0.1" : host;
        String literal = reached.contains(":") && !reached.startsWith("[") ? "[" + reached + "]" : reached;
        return URI.create("%s://%s:%s".formatted(tls ? "https" : "http", literal, port));
    }
}
