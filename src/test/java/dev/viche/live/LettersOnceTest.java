package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.cluster.Moved;
import dev.viche.rooms.RoomKind;
import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tail tells of entries for some seconds, again and again, since it cannot know who has heard them. */
@QuarkusTest
class LettersOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final World world = new World();

    @Inject
    LiveRooms rooms;

    @Test
    void aConversationThatWasPutToRestBringsNoLetterAgain() {
        // Given: two who are elsewhere, and a conversation that nobody has open any more.
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        bo.tell(ana.name(), "first");
        ana.awaits("private_message", letter -> letter.text("message_text").equals("first"));
        long conversation = rooms.all().stream()
                .map(LiveRoom::room)
                .filter(room -> room.kind() == RoomKind.DIRECT
                        && room.pair().stream().anyMatch(one -> one.userId().equals(ana.id())))
                .findFirst()
                .orElseThrow()
                .id();
        await().atMost(PATIENCE).until(() -> rooms.find(conversation) == null);

        // When
        rooms.moved(new Moved(conversation, true, 1, 0));
        await().atMost(PATIENCE).until(() -> rooms.find(conversation) != null);
        rooms.moved(new Moved(conversation, true, 1, 0));
        bo.tell(ana.name(), "second");
        ana.awaits("private_message", letter -> letter.text("message_text").equals("second"));

        // Then
        assertThat(ana.heard("private_message"))
                .extracting(letter -> letter.text("message_text"))
                .containsExactly("first", "second");
    }
}
