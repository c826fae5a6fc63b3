package dev.viche.socket;

import dev.viche.config.VicheConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** What the HTTP server is told about WebSockets, the only thing that its connections are upgraded to. */
@Singleton
public class SocketOptions implements HttpServerOptionsCustomizer {

    private final int frameSize;

    SocketOptions(VicheConfig config) {
        this.frameSize = Math.toIntExact(config.limits().frameSize().asLongValue());
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    private void customize(HttpServerOptions options) {
        // A proxy that passes on an upgrade to h2c is a pipe from then on: whatever a client sends through it has
        // passed none
        // of its rules, and bears an address of the client's own choice.
        options.setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(frameSize)
                .setMaxWebSocketMessageSize(frameSize)
                // Compressed, 48 KB inflated to 50 MB before any limit applied; and our outboxes write frames as they
                // are.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(3);
    }
}
