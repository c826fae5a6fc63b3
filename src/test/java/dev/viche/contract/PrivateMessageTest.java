package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one person says to another from whichever room they are in. */
@QuarkusTest
class PrivateMessageTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void aPersonIsFoundByNameWhateverItsCase() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.tell(bo.name().toUpperCase(java.util.Locale.ROOT), "psst");

        // Then
        bo.awaits("private_message", frame -> frame.says("psst"));
    }

    @Test
    void aPersonIsFoundByIdInAnotherRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("attic");

        // When
        ana.tell(bo.id().toString(), "psst");

        // Then
        bo.awaits("private_message", frame -> frame.says("psst"));
    }

    @Test
    void bothAreToldWhoSpeaksToWhomAndInWhichConversation() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        Frame sent = ana.tell(bo.name(), "psst");

        // Then
        Frame received = bo.awaitsType("private_message");
        assertThat(List.of(sent, received)).allSatisfy(frame -> {
            assertThat(frame.id("user_id")).isEqualTo(ana.id());
            assertThat(frame.text("username")).isEqualTo(ana.name());
            assertThat(frame.id("to")).isEqualTo(bo.id());
            assertThat(frame.seq()).isOne();
            assertThat(frame.id("message_id").version()).isEqualTo(7);
            assertThat(frame.time("sent_at")).isNotNull();
        });
        assertThat(sent.text("room_name")).isEqualTo("@" + bo.name());
        assertThat(received.text("room_name")).isEqualTo("@" + ana.name());
    }

    @Test
    void everyConnectionOfBothHearsItAndNobodyElseDoes() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient anasPhone = ana.again().join("attic");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient bosPhone = bo.again().join("cellar");
        ChatClient cy = world.guest("cy").join("garden");

        // When
        ana.tell(bo.name(), "psst");

        // Then
        for (ChatClient each : List.of(anasPhone, bo, bosPhone)) {
            each.awaits("private_message", frame -> frame.says("psst"));
        }
        ana.say("aloud");
        cy.awaits("aloud");
        assertThat(cy.heard().toString()).doesNotContain("psst");
        assertThat(List.of(ana, anasPhone, bo, bosPhone))
                .allSatisfy(each -> assertThat(each.heard("private_message")).hasSize(1));
    }

    @Test
    void privateMessagesComeInTheOrderTheyWereSent() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        for (int i = 1; i <= 20; i++) {
            ana.send("private_message", Map.of("to", bo.name(), "message_text", "p" + i));
        }

        // Then
        bo.awaits("private_message", frame -> frame.says("p20"));
        assertThat(bo.heard("private_message"))
                .extracting(frame -> frame.text("message_text"))
                .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(i -> "p" + i).toList());
        assertThat(bo.heard("private_message"))
                .extracting(Frame::seq)
                .isSorted()
                .endsWith(20L);
    }

    @Test
    void whoIsNotThereIsNotFound() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("private_message", Map.of("to", "nobody", "message_text", "hello?", "client_message_id", "c"));

        // Then
        assertThat(ana.awaitsError("not_found").text("client_message_id")).isEqualTo("c");
    }

    @Test
    void anIdThatIsNobodysIsNotFound() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        String nobody = "00000000-0000-4000-8000-000000000000";

        // When
        ana.send("private_message", Map.of("to", nobody, "message_text", "hello?"));

        // Then
        ana.awaitsError("not_found");
    }

    @Test
    void aNameOfSeveralIsAConflictUntilAnIdTellsWhich() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient inTheAttic = world.guest("bo").join("attic");
        ChatClient inTheCellar = world.guest("bo").join("cellar");
        String name = inTheAttic.name();

        // When
        ana.send("private_message", Map.of("to", name, "message_text", "which?", "client_message_id", "c"));

        // Then
        assertThat(ana.awaitsError("conflict").text("client_message_id")).isEqualTo("c");
        ana.tell(inTheCellar.id().toString(), "you");
        inTheCellar.awaits("private_message", frame -> frame.says("you"));
        assertThat(inTheAttic.heard("private_message")).isEmpty();
    }

    @Test
    void ofSeveralTheOneInTheSameRoomIsMeant() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient near = world.guest("bo").join("garden");
        ChatClient far = world.guest("bo").join("attic");

        // When
        ana.tell(near.name(), "you here");

        // Then
        near.awaits("private_message", frame -> frame.says("you here"));
        ana.tell(far.id().toString(), "and you there");
        far.awaits("private_message", frame -> frame.says("and you there"));
        assertThat(far.heard("private_message")).hasSize(1);
    }

    @Test
    void aPrivateMessageToOneselfIsForbidden() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("private_message", Map.of("to", ana.name(), "message_text", "note to self"));
        ana.send("private_message", Map.of("to", ana.id(), "message_text", "note to self"));

        // Then
        ana.awaitsError("forbidden");
        ana.awaitsError("forbidden");
    }

    @Test
    void aRefusedPrivateMessageDoesNotHoldBackTheNextOne() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.send("private_message", Map.of("to", "nobody", "message_text", "lost"));
        ana.send("private_message", Map.of("to", bo.name(), "message_text", "found"));

        // Then
        ana.awaitsError("not_found");
        bo.awaits("private_message", frame -> frame.says("found"));
    }

    @Test
    void thePrivateTextIsInNoPublicRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.say("aloud");

        // When
        ana.tell(bo.name(), "psst");

        // Then
        assertThat(world.log().values(world.room("garden"))).contains("aloud").doesNotContain("psst");
        assertThat(world.guest("cy").join("garden").welcome().entries()).hasSize(1);
    }
}
