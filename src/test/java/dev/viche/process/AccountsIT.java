package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.RawSocket;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts over the lives of several processes. */
class AccountsIT {

    private static final String PASSWORD = "xyzzy correct horse";

    @RegisterExtension
    final Machine machine = new Machine().with("VICHE_ADMIN_USERNAME", "olena").with("VICHE_ADMIN_PASSWORD", PASSWORD);

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
            Api.Answer me = Api.call(
                    second, "GET", "/accounts/me", granted.path("access_token").asText(), null);
            Api.Answer next = Api.call(
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
                RawSocket live = new RawSocket(Api.uri(two))) {
            // Given
            String token = logIn(one).path("access_token").asText();
            live.handshake("/ws/garden", Map.of("Authorization", "Bearer " + token));
            live.awaits("welcome");

            // When
            Api.Answer answer = Api.call(one, "DELETE", "/logins/current", token, null);

            // Then
            assertThat(answer.status()).isEqualTo(204);
            assertThat(live.awaitsClose()).isEqualTo(4403);
            assertThat(Api.call(two, "GET", "/accounts/me", token, null).status())
                    .isEqualTo(401);
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
            JsonNode granted = Api.call(
                            server, "POST", "/logins", null, Map.of("username", "marko", "password", PASSWORD))
                    .body();
            Api.Answer me = Api.call(
                    server, "GET", "/accounts/me", granted.path("access_token").asText(), null);
            assertThat(me.body().path("role").asText()).isEqualTo("admin");
        }
    }

    private static JsonNode logIn(ServerProcess server) {
        Map<String, String> who = Map.of("username", "olena", "password", PASSWORD);
        ServerProcess.await(
                "the admin",
                () -> Api.call(server, "POST", "/logins", null, who).status() == 201);
        return Api.call(server, "POST", "/logins", null, who).body();
    }
}
