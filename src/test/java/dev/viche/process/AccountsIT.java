package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.RawSocket;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts over the lives of several processes. */
class AccountsIT {

    private static final String PASSWORD = "xyzzy correct horse";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final Machine machine = new Machine().with("VICHE_ADMIN_USERNAME", "olena").with("VICHE_ADMIN_PASSWORD", PASSWORD);

    private record Answer(int status, JsonNode body) {}

    @Test
    void aLoginSurvivesARestartAndNoSecretIsInTheLog() throws IOException {
        // Given
        ServerProcess first = machine.start();
        JsonNode granted = logIn(first);
        assertThat(first.log())
                .doesNotContain(PASSWORD)
                .doesNotContain(granted.path("access_token").asText());
        first.terminate();
        assertThat(first.awaitExit()).isZero();

        // When
        try (ServerProcess second = machine.start()) {
            Answer me = call(
                    second, "GET", "/accounts/me", granted.path("access_token").asText(), null);
            Answer next = call(
                    second,
                    "POST",
                    "/tokens",
                    null,
                    Map.of("refresh_token", granted.path("refresh_token").asText()));

            // Then
            assertThat(me.status()).isEqualTo(200);
            assertThat(me.body().path("role").asText()).isEqualTo("admin");
            assertThat(next.status()).isEqualTo(201);
            assertThat(Files.getPosixFilePermissions(machine.data().resolve("signing-keys")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(second.complaints()).isEmpty();
        }
    }

    @Test
    void whoLogsOutAtOneProcessLosesTheConnectionsAtTheOther() {
        try (ServerProcess one = machine.start();
                ServerProcess two = machine.start();
                RawSocket live = new RawSocket(uri(two))) {
            // Given
            String token = logIn(one).path("access_token").asText();
            live.handshake("/ws/garden", Map.of("Authorization", "Bearer " + token));
            live.awaits("welcome");

            // When
            Answer answer = call(one, "DELETE", "/logins/current", token, null);

            // Then
            assertThat(answer.status()).isEqualTo(204);
            assertThat(live.awaitsClose()).isEqualTo(4403);
            assertThat(call(two, "GET", "/accounts/me", token, null).status()).isEqualTo(401);
        }
    }

    @Test
    void anAdminIsMadeByACommandBesideARunningServer() throws IOException {
        try (ServerProcess server = machine.start()) {
            // Given
            var settings = Map.of("VICHE_DATA_DIR", machine.data().toString());
            var file = Files.writeString(machine.folder().resolve("password"), PASSWORD + "\n");
            String[] line = {"admin", "create", "marko", "--password-file", file.toString()};

            // When
            try (Run made = Run.start(machine.folder(), settings, line);
                    Run again = Run.start(machine.folder(), settings, line)) {
                assertThat(made.exitCode() + again.exitCode())
                        .as(made.err() + again.err())
                        .isOne();
            }

            // Then
            JsonNode granted = call(server, "POST", "/logins", null, Map.of("username", "marko", "password", PASSWORD))
                    .body();
            Answer me = call(
                    server, "GET", "/accounts/me", granted.path("access_token").asText(), null);
            assertThat(me.body().path("role").asText()).isEqualTo("admin");
        }
    }

    private static JsonNode logIn(ServerProcess server) {
        Map<String, String> who = Map.of("username", "olena", "password", PASSWORD);
        ServerProcess.await(
                "the admin", () -> call(server, "POST", "/logins", null, who).status() == 201);
        return call(server, "POST", "/logins", null, who).body();
    }

    private static URI uri(ServerProcess server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static Answer call(
            ServerProcess server,
            String method,
            String path,
            @org.jspecify.annotations.Nullable String token,
            @org.jspecify.annotations.Nullable Map<String, ?> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server).resolve("/api/v1" + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JSON.valueToTree(body).toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the answer is no JSON", e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
