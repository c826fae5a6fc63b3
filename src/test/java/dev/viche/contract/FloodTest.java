package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Flood;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that sends and sends is warned and then ended; it delays nobody and fills no memory. */
@QuarkusTest
@Tag(World.ONE_PROCESS)
class FloodTest {

    private static final int BURST = 60;
    private static final long ENOUGH_TO_SHOW = 16L << 20;
    private static final long BOUND = 12L << 20;

    @RegisterExtension
    final World world = new World();

    @Test
    void whoGoesOnAfterTheWarningsIsClosedWith4029() {
        // Given
        ChatClient ana = world.guest("ana").with("history", 0).join("garden");
        RawSocket flooding = world.raw().open(world.path("garden"));
        flooding.awaits("user_joined");

        // When
        for (int i = 1; i <= 10 * BURST; i++) {
            flooding.say("m" + i);
        }

        // Then
        assertThat(flooding.awaits("error").text("code")).isEqualTo("rate_limited");
        assertThat(flooding.awaitsClose()).isEqualTo(4029);
        ana.say("at last some peace");
        assertThat(ana.heard("chat_message")).hasSizeBetween(BURST, 3 * BURST);
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void memoryDoesNotGrowWithWhatAClientSendsThatNeverReads(Flood flood) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("something to ask for");
        RawSocket first = world.raw().open(world.path("garden"));
        first.awaits("user_joined");
        flood.introduce(first);
        RawSocket client = world.raw().withReceiveBuffer(4096).open(world.path("garden"));
        client.awaits("user_joined");

        // When
        long growth = flood.growth(client, ENOUGH_TO_SHOW);

        // Then
        assertThat(growth).isLessThan(BOUND);
        ana.say("still served");
    }
}
