package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deletion is an entry of its own; of the message a tombstone stays in its place, so that no seq is missing. */
@QuarkusTest
class DeleteTest {

    private static final String TEXT = "a slip of the tongue";

    @RegisterExtension
    final World world = new World();

    @Test
    void everyoneIsToldInTheDeletionsOwnPlaceOfTheLog() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long target = ana.say(TEXT).seq();
        bo.say("in between");

        // When
        ana.send("delete_message", Map.of("seq", target));

        // Then
        Frame deleted = bo.awaitsType("message_deleted");
        assertThat(deleted.seq()).isEqualTo(3);
        assertThat(deleted.number("target_seq")).isEqualTo(target);
        assertThat(deleted.id("user_id")).isEqualTo(ana.id());
        assertThat(deleted.has("message_text")).isFalse();
        assertThat(ana.awaitsType("message_deleted")).isEqualTo(deleted);
    }

    @Test
    void aNewcomerReadsATombstoneInTheMessagesPlace() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("before");
        long target = ana.say(TEXT).seq();

        // When
        ana.delete(target);

        // Then
        List<Frame> entries = world.guest("bo").join("garden").welcome().entries();
        assertThat(entries).extracting(Frame::seq).containsExactly(1L, 2L, 3L);
        assertThat(entries)
                .extracting(Frame::type)
                .containsExactly("chat_message", "message_deleted", "message_deleted");
        assertThat(entries.get(1).number("target_seq")).isEqualTo(target);
        assertThat(entries.get(2).number("target_seq")).isEqualTo(target);
        assertThat(entries.get(1).toString()).doesNotContain(TEXT, ana.name());
    }

    @Test
    void theTextIsGoneFromHistoryResumeRestAndTheTable() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        bo.hangUp();
        long target = ana.say(TEXT).seq();

        // When
        ana.delete(target);

        // Then
        assertThat(ana.history(100, 50).entries()).hasSize(2).noneMatch(entry -> entry.says(TEXT));
        assertThat(bo.resume("garden", 0).welcome().entries()).hasSize(2).noneMatch(entry -> entry.says(TEXT));
        assertThat(RestAssured.get("/api/v1/rooms/{room}/messages", world.room("garden"))
                        .asString())
                .contains("message_deleted")
                .doesNotContain(TEXT);
        assertThat(world.log().values(world.room("garden"))).contains("DELETED").doesNotContain(TEXT);
    }

    @Test
    void theEditsOfADeletedMessageAreTombstonesToo() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long target = ana.say("first").seq();
        ana.edit(target, "second");
        ana.edit(target, "third");

        // When
        ana.delete(target);

        // Then
        List<Frame> entries = world.guest("bo").join("garden").welcome().entries();
        assertThat(entries).extracting(Frame::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(entries).allMatch(entry -> entry.is("message_deleted") && entry.number("target_seq") == target);
        assertThat(world.log().values(world.room("garden")))
                .contains("EDITED")
                .doesNotContain("first", "second", "third");
    }

    @Test
    void aDeletedMessageCanNeitherBeEditedNorDeletedAgain() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long target = ana.say(TEXT).seq();
        ana.delete(target);

        // When
        ana.send("edit_message", Map.of("seq", target, "message_text", "revived"));
        ana.send("delete_message", Map.of("seq", target));

        // Then
        ana.awaitsError("not_found");
        ana.awaitsError("not_found");
        assertThat(ana.say("next").seq()).isEqualTo(3);
    }

    @Test
    void whatAnotherPersonSaidCannotBeDeleted() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long target = ana.say(TEXT).seq();

        // When
        bo.send("delete_message", Map.of("seq", target));

        // Then
        bo.awaitsError("forbidden");
        assertThat(world.log().values(world.room("garden"))).contains(TEXT);
    }

    @Test
    void neitherAnEditNorADeletionCanBeDeleted() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long edit = ana.edit(ana.say("first").seq(), "second").seq();
        long deletion = ana.delete(ana.say(TEXT).seq()).seq();

        // When
        ana.send("delete_message", Map.of("seq", edit));
        ana.send("delete_message", Map.of("seq", deletion));

        // Then
        ana.awaitsError("not_found");
        ana.awaitsError("not_found");
        assertThat(world.log().values(world.room("garden"))).contains("second");
    }

    @Test
    void anAnswerToADeletedMessageStaysAnAnswer() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long question = ana.say(TEXT).seq();
        ana.send("chat_message", Map.of("message_text", "pardon?", "reply_to", question))
                .awaits("pardon?");

        // When
        ana.delete(question);

        // Then
        assertThat(world.guest("bo").join("garden").welcome().entries())
                .filteredOn(entry -> entry.says("pardon?"))
                .singleElement()
                .matches(entry -> entry.number("reply_to") == question);
    }
}
