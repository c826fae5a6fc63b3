package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the operator has a port of their own, meters and details of health are there and nowhere else. */
class ManagementIT {

    private static final Pattern THERE = Pattern.compile("in detail are at http://127\\.0\\.0\\.1:(\\d+)\\.");

    @RegisterExtension
    final Machine machine = new Machine();

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void hangUp() {
        http.close();
    }

    @Test
    void theOperatorsPortHasMetersAndHealthAndTheOtherOneOnlyWhetherItIsWell() throws Exception {
        // Given
        ServerProcess server = machine.with("VICHE_MANAGEMENT_PORT", "0").start();
        Matcher there = THERE.matcher(server.log());
        assertThat(there.find()).as(server.log()).isTrue();
        int management = Integer.parseInt(there.group(1));

        // Then
        for (String path : new String[] {"/metrics", "/health", "/health/live", "/health/ready", "/health/started"}) {
            assertThat(get(management, path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get(management, "/metrics").body()).contains("viche_connections");
        assertThat(get(management, "/health/ready").body()).contains("active_connections");
        assertThat(get(management, "/api/v1/rooms").statusCode()).isEqualTo(404);
        assertThat(get(management, "/").statusCode()).isEqualTo(404);
        assertThat(get(server.port(), "/metrics").statusCode()).isEqualTo(404);
        assertThat(get(server.port(), "/health").statusCode()).isEqualTo(404);
        for (String path : new String[] {"/health/live", "/health/ready", "/health/started"}) {
            assertThat(get(server.port(), path).body()).as(path).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
        }
        assertThat(get(server.port(), "/api/v1/rooms").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutOneAllIsOnTheOnePortAndWhatIsForDevelopersOnNone() throws Exception {
        // Given
        ServerProcess server = machine.start();

        // Then
        assertThat(get(server.port(), "/metrics").body()).contains("viche_connections");
        assertThat(get(server.port(), "/health/ready").body()).contains("active_connections");
        for (String path :
                new String[] {"/q/swagger-ui", "/q/swagger-ui/", "/q/dev-ui", "/q/health-ui", "/q/arc", "/q"}) {
            assertThat(get(server.port(), path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
