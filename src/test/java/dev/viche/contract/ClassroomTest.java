package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that were written before this server and must keep working as they are. */
@QuarkusTest
class ClassroomTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void theClassroomClientJoinsTalksAndListens() {
        // Given
        ChatClient ana = classroom("ana");
        ana.awaits("user_joined", frame -> frame.text("username").equals(ana.name()));
        ChatClient bo = classroom("bo");
        bo.awaits("user_joined", frame -> frame.text("username").equals(bo.name()));
        ana.awaits("user_joined", frame -> frame.text("username").equals(bo.name()));

        // When
        bo.sendText("{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"Hello, class!\"}}");

        // Then
        assertThat(ana.awaits("Hello, class!").text("username")).isEqualTo(bo.name());
        assertThat(bo.awaits("Hello, class!").text("username")).isEqualTo(bo.name());
    }

    @Test
    void theClassroomClientIsToldWhoLeftAndWhyItWasRefused() {
        // Given
        ChatClient ana = classroom("ana");
        ana.awaitsType("user_joined");
        ChatClient bo = classroom("bo");
        bo.awaitsType("user_joined");
        ana.awaits("user_joined", frame -> frame.text("username").equals(bo.name()));
        ChatClient second = classroom("ana");

        // When
        bo.sendText("{\"type\":\"leave_room\"}");

        // Then
        assertThat(second.awaitsType("error").text("detail")).isNotBlank();
        assertThat(ana.awaitsType("user_left").text("username")).isEqualTo(bo.name());
        assertThat(bo.awaitsClose()).isEqualTo(1000);
    }

    private ChatClient classroom(String name) {
        ChatClient client = world.guest(name).open("/ws");
        return client.sendText("{\"type\":\"join_room\",\"payload\":{\"room_name\":\"%s\",\"username\":\"%s\"}}"
                .formatted(world.room("classroom"), client.name()));
    }

    @Test
    void aTerminalIsGreetedAndWhatIsTypedIsSaid() {
        // Given
        ChatClient listener = world.guest("ana").join("lobby");
        ChatClient terminal = world.client(null).open(world.path("lobby")).awaitsWelcome();

        // When
        terminal.sendText("Hello from a terminal");

        // Then
        assertThat(terminal.awaits("Hello from a terminal").text("username")).isEqualTo(terminal.name());
        listener.awaits("Hello from a terminal");
        listener.say("Welcome");
        terminal.awaits("Welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "\"quoted\"", " {\"type\":\"ping\"}", "42", "null", "\uFEFF{}", "}{"})
    void whatDoesNotBeginWithABraceIsSaidAsItIs(String line) {
        // Given
        ChatClient ana = world.guest("ana").join("lobby");

        // When
        ana.sendText(line);

        // Then
        ana.awaits(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n"})
    void anEmptyLineIsNotSaid(String line) {
        // Given
        ChatClient ana = world.guest("ana").join("lobby");

        // When
        ana.sendText(line);

        // Then
        ana.awaitsError("invalid_frame");
        assertThat(ana.say("a line").seq()).isOne();
    }
}
