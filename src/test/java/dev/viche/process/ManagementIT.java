package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the operator has a port of their own, meters, details of health and what is for admins are there and nowhere else. */
class ManagementIT {

    private static final Pattern THERE = Pattern.compile("in detail.* are at http://127\\.0\\.0\\.1:(\\d+)\\.");

    private static final String PASSWORD = "correct horse battery";

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
        int management = management(server);

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
    void whatIsForAdminsIsAtTheOperatorsPortAndLooksLikeNothingAtTheOther() throws Exception {
        // Given
        ServerProcess server =
                admins(machine.with("VICHE_MANAGEMENT_PORT", "0")).start();
        int management = management(server);
        String olena = token(server, "olena");
        Api.call(server, "POST", "/accounts", null, Map.of("username", "ana", "password", PASSWORD));
        String ana = token(server, "ana");

        // When
        HttpResponse<String> ban = send(management, "POST", "/api/v1/bans", olena, "{\"user_id\":\"ana\"}");

        // Then it is done, and holds where everyone is
        assertThat(ban.statusCode()).as(ban.body()).isEqualTo(201);
        assertThat(Api.call(server, "POST", "/rooms", ana, Map.of("room_name", "garden"))
                        .status())
                .isEqualTo(403);
        assertThat(send(management, "GET", "/api/v1/audit", olena, "").body()).contains("banned", "ana");
        assertThat(send(management, "GET", "/api/v1/bans", ana, "").statusCode())
                .isEqualTo(403);
        assertThat(send(management, "GET", "/api/v1/bans", null, "").statusCode())
                .isEqualTo(401);
        // and nothing else is there,
        assertThat(send(management, "POST", "/api/v1/logins", null, "{}").statusCode())
                .isEqualTo(404);
        // nor is it where everyone is, however its path is written.
        String nothing =
                send(server.port(), "GET", "/api/v1/nothing", olena, "").body();
        assertThat(send(server.port(), "GET", "/api/v1/bans", olena, "").body()).isEqualTo(nothing);
        for (String path :
                List.of("bans", "audit", "bans/", "bans;a=b", "/bans", "%62ans", "./audit", "audit?limit=1")) {
            assertThat(send(server.port(), "GET", "/api/v1/" + path, olena, "").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(send(server.port(), "POST", "/api/v1/bans", olena, "{\"user_id\":\"ana\"}")
                        .statusCode())
                .isEqualTo(404);
        int id = Integer.parseInt(ban.body().replaceAll(".*\"id\":(\\d+).*", "$1"));
        assertThat(send(server.port(), "DELETE", "/api/v1/bans/" + id, olena, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(management, "DELETE", "/api/v1/bans/" + id, olena, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void anOperatorMayLeaveItWhereThePageIs() throws Exception {
        // Given
        ServerProcess server = admins(machine.with("VICHE_MANAGEMENT_PORT", "0"))
                .with("VICHE_MANAGEMENT_ADMIN", "false")
                .start();
        String olena = token(server, "olena");

        // Then
        assertThat(send(server.port(), "GET", "/api/v1/bans", olena, "").statusCode())
                .isEqualTo(200);
        assertThat(send(management(server), "GET", "/api/v1/bans", olena, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsAskedThereIsInTheAccessLogToo() throws Exception {
        // Given
        ServerProcess server = machine.with("VICHE_MANAGEMENT_PORT", "0")
                .with("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true")
                .start();

        // When
        HttpResponse<String> meters = get(management(server), "/metrics");

        // Then
        assertThat(meters.statusCode()).isEqualTo(200);
        assertThat(get(server.port(), "/api/v1/rooms").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(server.log()).contains("GET /metrics", "GET /api/v1/rooms"));
        assertThat(server.complaints()).isEmpty();
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

    private static Machine admins(Machine machine) {
        return machine.with("VICHE_ADMIN_USERNAME", "olena").with("VICHE_ADMIN_PASSWORD", PASSWORD);
    }

    private static int management(ServerProcess server) {
        Matcher there = THERE.matcher(server.log());
        assertThat(there.find()).as(server.log()).isTrue();
        return Integer.parseInt(there.group(1));
    }

    private static String token(ServerProcess server, String name) {
        Map<String, String> who = Map.of("username", name, "password", PASSWORD);
        // The first admin is made in the first moments after the start.
        await().until(() -> Api.call(server, "POST", "/logins", null, who).status() == 201);
        return Api.call(server, "POST", "/logins", null, who)
                .body()
                .path("access_token")
                .asText();
    }

    private HttpResponse<String> send(int port, String method, String path, @Nullable String token, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
