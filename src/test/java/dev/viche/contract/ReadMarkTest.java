package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far each person has read. */
@QuarkusTest
class ReadMarkTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void theOthersAreToldHowFarSomeoneHasRead() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.say("one");
        ana.say("two");

        // When
        bo.send("read", Map.of("seq", 2));

        // Then
        Frame read = ana.awaitsType("read");
        assertThat(read.id("user_id")).isEqualTo(bo.id());
        assertThat(read.text("username")).isEqualTo(bo.name());
        assertThat(read.seq()).isEqualTo(2);
        assertThat(world.log().readMark(world.room("garden"), bo.id())).isEqualTo(2);
    }

    @Test
    void theMarkMovesForwardOnly() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        for (int i = 1; i <= 4; i++) {
            ana.say("m" + i);
        }

        // When
        bo.send("read", Map.of("seq", 3));
        bo.send("read", Map.of("seq", 2));
        bo.send("read", Map.of("seq", 3));
        bo.send("read", Map.of("seq", 4));

        // Then
        ana.awaits("read", frame -> frame.seq() == 4);
        assertThat(ana.heard("read")).extracting(Frame::seq).containsExactly(3L, 4L);
    }

    @Test
    void theMarkStaysWhereItWasWhenItsReaderComesBack() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.say("one");
        ana.say("two");
        bo.send("read", Map.of("seq", 2));
        ana.awaits("read", frame -> frame.seq() == 2);
        bo.leave();

        // When
        ChatClient back = bo.again().join("garden");
        back.send("read", Map.of("seq", 1));

        // Then
        back.say("three");
        ana.awaits("three");
        assertThat(ana.heard("read")).hasSize(1);
        assertThat(world.log().readMark(world.room("garden"), bo.id())).isEqualTo(2);
    }

    @Test
    void nobodyReadsBeyondTheEndOfTheLog() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.say("the only one");

        // When
        bo.send("read", Map.of("seq", 1_000));

        // Then
        assertThat(ana.awaitsType("read").seq()).isOne();
        assertThat(world.log().readMark(world.room("garden"), bo.id())).isOne();
    }

    @Test
    void aMarkIsNoEntryOfTheLog() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("one");

        // When
        ana.send("read", Map.of("seq", 1));

        // Then
        ana.awaitsType("read");
        assertThat(ana.say("two").seq()).isEqualTo(2);
    }
}
