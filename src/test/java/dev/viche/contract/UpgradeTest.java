package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.RawRequests;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A connection becomes a WebSocket or stays what it was: nobody gets through a proxy by speaking something else. */
@QuarkusTest
class UpgradeTest {

    private static final String[] TO_HTTP_2 = {
        "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"
    };

    @Test
    void whoWantsToSpeakHttp2IsAnsweredInHttp1() throws IOException {
        try (RawRequests connection = new RawRequests(World.server().getPort())) {
            // When
            int status = connection.send("GET /api/v1/rooms HTTP/1.1", TO_HTTP_2);

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(connection.send("GET /api/v1/rooms HTTP/1.1")).isEqualTo(200);
        }
    }

    @Test
    void whoSpeaksHttp2UnaskedIsNotUnderstood() throws IOException {
        try (RawRequests connection = new RawRequests(World.server().getPort())) {
            // When: the preface, RFC 9113 section 3.4
            int status = connection.send("PRI * HTTP/2.0");

            // Then
            assertThat(status).isBetween(400, 599);
        }
    }
}
