package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.messages.Change;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who of two is told what was said in their conversation, while they are elsewhere. */
class LettersTest {

    private static final long CONVERSATION = 7;

    private final Stage stage = new Stage();
    private final Letters letters = new Letters(stage.people);
    private final Room conversation =
            new Room(CONVERSATION, RoomKind.DIRECT, Room.directKey(ANA.userId(), BO.userId()), List.of(ANA, BO));

    @Test
    void aConnectionIsToldOnlyWhatWasNotThereBeforeIt() {
        // Given
        LiveRoom garden = stage.room();
        Peer before = stage.join(garden, ANA);
        Peer after = stage.join(garden, ANA);
        after.session.line().lettersBefore(Map.of(CONVERSATION, 1L));
        before.told();
        after.told();

        // When
        pass(1);
        pass(2);

        // Then
        assertThat(before.told()).containsExactly("private_message 1", "private_message 2");
        assertThat(after.told()).containsExactly("private_message 2");
    }

    private void pass(long seq) {
        letters.pass(conversation, (Change.Posted) Talk.posted(seq, BO));
    }
}
