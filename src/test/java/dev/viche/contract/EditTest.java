package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An edit is an entry of its own, and once it is committed the old text is nowhere. */
@QuarkusTest
class EditTest {

    private static final String OLD = "the old text";
    private static final String NEW = "the new text";

    @RegisterExtension
    final World world = new World();

    @Test
    void everyoneIsToldTheNewTextInItsOwnPlaceOfTheLog() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long target = ana.say(OLD).seq();
        bo.say("in between");

        // When
        ana.send("edit_message", Map.of("seq", target, "message_text", NEW));

        // Then
        Frame edited = bo.awaitsType("message_edited");
        assertThat(edited.seq()).isEqualTo(3);
        assertThat(edited.number("target_seq")).isEqualTo(target);
        assertThat(edited.text("message_text")).isEqualTo(NEW);
        assertThat(edited.id("user_id")).isEqualTo(ana.id());
        assertThat(Duration.between(edited.time("at"), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(ana.awaitsType("message_edited")).isEqualTo(edited);
    }

    @Test
    void aNewcomerReadsTheNewTextInTheMessageAndInTheEdit() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Frame said = ana.say(OLD);

        // When
        ana.edit(said.seq(), NEW);

        // Then
        var entries = world.guest("bo").join("garden").welcome().entries();
        assertThat(entries).extracting(Frame::type).containsExactly("chat_message", "message_edited");
        assertThat(entries).allMatch(entry -> entry.says(NEW));
        assertThat(entries.getFirst().has("edited_at")).isTrue();
        assertThat(entries.getFirst().id("message_id")).isEqualTo(said.id("message_id"));
        assertThat(entries.getFirst().time("sent_at")).isEqualTo(said.time("sent_at"));
    }

    @Test
    void theOldTextIsGoneFromHistoryResumeRestAndTheTable() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        bo.hangUp();
        long target = ana.say(OLD).seq();

        // When
        ana.edit(target, NEW);

        // Then
        assertThat(ana.history(100, 50).toString()).contains(NEW).doesNotContain(OLD);
        assertThat(bo.resume("garden", 0).welcome().entries().toString())
                .contains(NEW)
                .doesNotContain(OLD);
        assertThat(RestAssured.get("/api/v1/rooms/{room}/messages", world.room("garden"))
                        .asString())
                .contains(NEW)
                .doesNotContain(OLD);
        assertThat(world.log().values(world.room("garden"))).contains(NEW).doesNotContain(OLD);
    }

    @Test
    void ofSeveralEditsTheLastOneIsReadEverywhere() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long target = ana.say(OLD).seq();
        ana.edit(target, "the text in between");

        // When
        ana.edit(target, NEW);

        // Then
        var entries = world.guest("bo").join("garden").welcome().entries();
        assertThat(entries).extracting(Frame::seq).containsExactly(1L, 2L, 3L);
        assertThat(entries).allMatch(entry -> entry.says(NEW));
        assertThat(world.log().values(world.room("garden"))).contains(NEW).doesNotContain(OLD, "the text in between");
    }

    @Test
    void anEditItselfCannotBeEdited() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long edit = ana.edit(ana.say(OLD).seq(), NEW).seq();

        // When
        ana.send("edit_message", Map.of("seq", edit, "message_text", "newer still"));

        // Then
        ana.awaitsError("not_found");
        assertThat(ana.say("next").seq()).isEqualTo(edit + 1);
    }

    @Test
    void whatAnotherPersonSaidCannotBeEdited() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long target = ana.say(OLD).seq();

        // When
        bo.send("edit_message", Map.of("seq", target, "message_text", NEW));

        // Then
        bo.awaitsError("forbidden");
        assertThat(world.log().values(world.room("garden"))).contains(OLD).doesNotContain(NEW);
    }

    @Test
    void whoComesAgainUnderTheSameNameIsAnotherPerson() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long target = ana.say(OLD).seq();
        ana.leave();
        ChatClient namesake = world.guest("ana").join("garden");

        // When
        namesake.send("edit_message", Map.of("seq", target, "message_text", NEW));

        // Then
        namesake.awaitsError("forbidden");
    }

    @Test
    void whoComesBackWithTheirTokenCanStillEdit() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long target = ana.say(OLD).seq();
        ana.leave();
        ChatClient back = ana.again().join("garden");

        // When
        Frame edited = back.edit(target, NEW);

        // Then
        assertThat(edited.id("user_id")).isEqualTo(ana.id());
    }

    @Test
    void whatWasNeverSaidCannotBeEdited() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("edit_message", Map.of("seq", 1, "message_text", NEW));

        // Then
        ana.awaitsError("not_found");
    }

    @Test
    void theNewTextHasTheLimitsOfAnyText() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long target = ana.say(OLD).seq();

        // When
        ana.send("edit_message", Map.of("seq", target, "message_text", "x".repeat(1001)));
        ana.send("edit_message", Map.of("seq", target, "message_text", " "));

        // Then
        ana.awaitsError("too_long");
        ana.awaitsError("invalid_frame");
        assertThat(world.log().values(world.room("garden"))).contains(OLD);
    }
}
