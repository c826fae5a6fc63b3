package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Frame;
import dev.viche.support.RawSocket;
import dev.viche.support.ServerProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is ruled at one process holds at the other. */
class ModerationIT {

    private static final String PASSWORD = "xyzzy correct horse";

    @RegisterExtension
    final Machine machine = new Machine()
            .with("VICHE_ADMIN_USERNAME", "olena")
            .with("VICHE_ADMIN_PASSWORD", PASSWORD)
            .with("VICHE_HEARTBEAT_INTERVAL", "0");

    @Test
    void whatIsRuledAtOneProcessHoldsAtTheOther() {
        try (ServerProcess one = machine.start();
                ServerProcess two = machine.start();
                RawSocket live = new RawSocket(Api.uri(two));
                RawSocket again = new RawSocket(Api.uri(two))) {
            // Given
            String admin = logIn(one);
            assertThat(Api.call(one, "POST", "/rooms", admin, Map.of("room_name", "garden"))
                            .status())
                    .isEqualTo(201);
            live.handshake("/ws/garden?username=bo", Map.of());
            String bo = live.awaits("welcome").text("user_id");

            // When: muted,
            Api.Answer mute =
                    Api.call(one, "POST", "/rooms/garden/mutes", admin, Map.of("user_id", bo, "reason", "shouting"));

            // Then
            assertThat(mute.status()).isEqualTo(201);
            Frame told = live.awaits("notice");
            assertThat(told.text("text")).contains("muted", "shouting");
            live.say(Frame.write("chat_message", Map.of("message_text", "but")));
            assertThat(live.awaits("error").text("code")).isEqualTo("muted");

            // When: the room gets a topic,
            Api.call(one, "PATCH", "/rooms/garden", admin, Map.of("topic", "beans"));

            // Then
            assertThat(live.awaits("notice").text("text")).contains("topic: beans");

            // When: and banned.
            Api.Answer ban = Api.call(one, "POST", "/rooms/garden/bans", admin, Map.of("user_id", bo));

            // Then
            assertThat(ban.status()).isEqualTo(201);
            assertThat(live.awaitsClose()).isEqualTo(4004);
            again.handshake("/ws/garden?username=cai", Map.of());
            again.awaits("welcome");
        }
    }

    private static String logIn(ServerProcess server) {
        Map<String, String> who = Map.of("username", "olena", "password", PASSWORD);
        ServerProcess.await(
                "the admin",
                () -> Api.call(server, "POST", "/logins", null, who).status() == 201);
        return Api.call(server, "POST", "/logins", null, who)
                .body()
                .path("access_token")
                .asText();
    }
}
