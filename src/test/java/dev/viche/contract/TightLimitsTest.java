package dev.viche.contract;

import static dev.viche.support.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ChatClient;
import dev.viche.support.RawSocket;
import dev.viche.support.TightLimits;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every limit is a setting, is told in the welcome, and holds. */
@QuarkusTest
@TestProfile(TightLimits.class)
class TightLimitsTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void theWelcomeTellsTheLimitsThatAreSet() {
        // Given
        ChatClient ana = world.guest("ana");

        // When
        ana.join("garden");

        // Then
        JsonNode limits = ana.welcome().payload().path("limits");
        assertThat(limits.path("message_length").asInt()).isEqualTo(TightLimits.MESSAGE_LENGTH);
        assertThat(limits.path("frame_size").asInt()).isEqualTo(TightLimits.FRAME_SIZE);
        assertThat(limits.path("messages_per_second").asInt()).isEqualTo(TightLimits.MESSAGES);
    }

    @Test
    void aTextMayBeAsLongAsIsSetAndNoLonger() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "x".repeat(TightLimits.MESSAGE_LENGTH)));
        ana.send("chat_message", Map.of("message_text", "x".repeat(TightLimits.MESSAGE_LENGTH + 1)));

        // Then
        ana.awaits("x".repeat(TightLimits.MESSAGE_LENGTH));
        ana.awaitsError("too_long");
    }

    @Test
    void aFrameMayBeAsLargeAsIsSetAndNoLarger() {
        // Given
        RawSocket client = world.raw().open(world.path("garden"));
        client.awaits("user_joined");
        client.frame(TEXT, true, new byte[TightLimits.FRAME_SIZE]).awaits("error");

        // When
        client.frame(TEXT, true, new byte[TightLimits.FRAME_SIZE + 1]);

        // Then
        assertThat(client.awaitsClose()).isEqualTo(1009);
    }

    @Test
    void framesMayComeAsFastAsIsSetAndAtFirstThreeTimesAsMany() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        int burst = 3 * TightLimits.MESSAGES;

        // When
        for (int i = 1; i <= burst + 10; i++) {
            ana.send("chat_message", Map.of("message_text", "m" + i));
        }

        // Then
        ana.awaits("m" + burst);
        assertThat(ana.awaitsError("rate_limited").flag("retry")).isFalse();
    }

    @Test
    void aPageThatIsAllowedIsLetInAndNoOther() {
        // Given
        RawSocket allowed = world.raw();
        RawSocket own = world.raw();

        // When
        allowed.handshake(world.path("garden"), Map.of("Origin", TightLimits.ORIGIN));
        own.handshake(
                world.path("garden"),
                Map.of("Origin", "http://" + World.server().getAuthority()));

        // Then
        allowed.awaits("welcome");
        assertThat(own.awaitsClose()).isEqualTo(1008);
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void anAddressMayHoldSoManySocketsAndIsLetInAgainWhenTheyAreGone() {
        // Given
        List<RawSocket> open = new ArrayList<>();

        // When: for half a second nobody is let in, though by the pace of joins thirty would have been
        await().pollInterval(Duration.ofMillis(10))
                .during(Duration.ofMillis(500))
                .until(() -> {
                    RawSocket next = world.raw().open("/ws");
                    open.add(next);
                    return answer(next).closeCode() == 1013 && open.remove(next);
                });

        // Then
        assertThat(open).hasSizeBetween(TightLimits.CONNECTIONS / 2, TightLimits.CONNECTIONS);
        open.forEach(RawSocket::close);
        await().until(() -> isLetIn(world.raw().open("/ws")));
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void anAddressMayOpenSoManySocketsASecondAndIsLetInAgainALittleLater() {
        // Given
        int burst = 3 * TightLimits.JOINS;

        // When
        boolean refused = IntStream.range(0, 5 * burst).anyMatch(_ -> {
            RawSocket next = world.raw().open("/ws");
            boolean turnedAway = answer(next).closeCode() == 1013;
            next.close();
            return turnedAway;
        });

        // Then
        assertThat(refused).isTrue();
        await().pollInterval(Duration.ofMillis(500))
                .until(() -> IntStream.range(0, TightLimits.JOINS / 3)
                        .mapToObj(_ -> world.raw().open("/ws"))
                        .allMatch(TightLimitsTest::isLetIn));
    }

    private static boolean isLetIn(RawSocket socket) {
        boolean in = answer(socket).opcode() == TEXT;
        socket.close();
        return in;
    }

    /** Whoever is let in at the lobby is answered there; whoever is not is closed. */
    private static RawSocket.Received answer(RawSocket socket) {
        return socket.say("{\"type\":\"ping\"}").read();
    }
}
