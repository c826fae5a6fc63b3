package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said in a room, and how its author knows that it is said. */
@QuarkusTest
class TalkTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void whatOnePersonSaysTheOtherHears() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.say("hi");

        // Then
        assertThat(bo.awaits("hi").text("username")).isEqualTo(ana.name());
        assertThat(world.log().values(world.room("garden"))).contains("hi");
    }
}
