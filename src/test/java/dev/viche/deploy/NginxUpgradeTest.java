package dev.viche.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.viche.support.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx runs on the files of the containers, before a server that answers with the headers it was sent. */
class NginxUpgradeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private HttpServer server;
    private Process nginx;
    private int port;

    @BeforeEach
    void nginxStandsBeforeAServer() throws Exception {
        Tool tool = Tool.orSkip("nginx", "nginx-light");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", NginxUpgradeTest::answer);
        server.start();
        port = Ports.free();
        Path site = new NginxFiles(root).mount("http");
        Files.writeString(
                site,
                Files.readString(site)
                        .replace("listen 8080;", "listen 127.0.0.1:%d;".formatted(port))
                        .replace(
                                "viche:8080", "127.0.0.1:" + server.getAddress().getPort()));
        Path log = root.resolve("nginx.log");
        nginx = tool.start(
                log,
                "-e",
                "stderr",
                "-c",
                root.resolve(NginxFiles.CONTAINERS).toString(),
                "-g",
                "daemon off; master_process off;");
        await("nginx").atMost(PATIENCE).until(() -> {
            assertThat(nginx.isAlive()).as(() -> "nginx: " + read(log)).isTrue();
            return accepts();
        });
    }

    @AfterEach
    void nothingIsLeft() {
        if (nginx != null) {
            nginx.destroyForcibly();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket"})
    void theServerIsAskedForAWebSocket(String upgrade) throws Exception {
        String seen = request("/ws/lobby", "Connection: Upgrade", "Upgrade: " + upgrade);

        assertThat(seen).contains("Upgrade: websocket\n", "Connection: upgrade\n");
    }

    /** Else nginx is a pipe from then on, and what is sent through it has passed none of its rules. */
    @ParameterizedTest
    @ValueSource(strings = {"h2c", "h2c, websocket", "TLS/1.0"})
    void theServerIsAskedForNoOtherProtocol(String upgrade) throws Exception {
        String seen = request(
                "/",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: " + upgrade,
                "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA");

        assertThat(seen).contains("X-forwarded-for: 127.0.0.1\n").doesNotContain("Upgrade:", "Connection: upgrade");
    }

    @Test
    void whatAClientSaysOfItsAddressEndsAtNginx() throws Exception {
        String seen = request("/", "X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.8");

        assertThat(seen).contains("X-forwarded-for: 127.0.0.1\n").doesNotContain("203.0.113.");
    }

    /** What the server was sent. */
    private String request(String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET %s HTTP/1.0\r\nHost: chat.example.org\r\n%s\r\n\r\n"
                    .formatted(path, String.join("\r\n", headers));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            return answer.substring(answer.indexOf("\r\n\r\n"));
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] seen = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value + "\n"))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, seen.length);
        exchange.getResponseBody().write(seen);
        exchange.close();
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
