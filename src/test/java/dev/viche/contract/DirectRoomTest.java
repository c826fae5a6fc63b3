package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A direct conversation is a room of two, with its own log, history and resume. */
@QuarkusTest
class DirectRoomTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void aConversationIsOpenedByNameAndBearsTheOthersName() {
        // Given
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ChatClient direct = ana.again().join("@" + bo.name());

        // Then
        assertThat(direct.welcome().text("room_name")).isEqualTo("@" + bo.name());
        assertThat(direct.id()).isEqualTo(ana.id());
    }

    @Test
    void aConversationIsOpenedByIdAndFromTheLobbyToo() {
        // Given
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient ana = world.guest("ana").join("attic");

        // When
        ChatClient direct = ana.again().joinFromLobby("@" + bo.id());

        // Then
        assertThat(direct.welcome().text("room_name")).isEqualTo("@" + bo.name());
    }

    @Test
    void insideItEntriesAreMessagesAndElsewherePrivateMessages() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient direct = ana.again().join("@" + bo.name());

        // When
        direct.say("psst");

        // Then
        assertThat(ana.awaitsType("private_message").text("room_name")).isEqualTo("@" + bo.name());
        assertThat(bo.awaitsType("private_message").text("room_name")).isEqualTo("@" + ana.name());
        direct.say("marker");
        assertThat(direct.heard("private_message")).isEmpty();
        assertThat(direct.heard("chat_message")).extracting(Frame::seq).containsExactly(1L, 2L);
    }

    @Test
    void bothMeetInOneConversationWhoeverOpensIt() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient anas = ana.again().join("@" + bo.name());
        ChatClient bos = bo.again().join("@" + ana.name());

        // When
        anas.say("just us");

        // Then
        bos.awaits("just us");
        bos.say("just us");
        anas.awaits("chat_message", frame -> frame.seq() == 2);
        assertThat(bos.welcome().number("member_count")).isEqualTo(2);
    }

    @Test
    void whatWasToldFromAnotherRoomIsInItsHistory() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        Frame told = ana.tell(bo.name(), "psst");

        // When
        ChatClient direct = bo.again().join("@" + ana.name());

        // Then
        assertThat(direct.welcome().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.type()).isEqualTo("chat_message");
            assertThat(entry.id("message_id")).isEqualTo(told.id("message_id"));
        });
        assertThat(direct.history(100, 10).entries()).isEqualTo(direct.welcome().entries());
    }

    @Test
    void nobodyElseCanOpenIt() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");
        ChatClient cy = world.guest("cy").join("garden");

        // When
        ChatClient direct = cy.again().join("@" + bo.name());

        // Then
        assertThat(direct.welcome().number("last_seq")).isZero();
        direct.say("from cy");
        assertThat(bo.awaits("private_message", frame -> frame.says("from cy")).text("room_name"))
                .isEqualTo("@" + cy.name());
        assertThat(ana.heard().toString()).doesNotContain("from cy");
    }

    @Test
    void theNameAnOutsiderMightGuessForItIsNoWayIn() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");
        ChatClient cy = world.guest("cy").open("/ws");
        String first = ana.id().toString().compareTo(bo.id().toString()) < 0
                ? ana.id() + ":" + bo.id()
                : bo.id() + ":" + ana.id();

        // When
        cy.ask("@" + first).ask("@" + first.substring(0, 49));

        // Then
        cy.awaitsError("invalid_frame");
        cy.awaitsError("room_not_found");
        assertThat(cy.heard("welcome")).isEmpty();
    }

    @Test
    void aConversationWithNobodyAndOneWithOneselfAreNotFoundAlike() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient withNobody = ana.again();
        ChatClient withOneself = ana.again();

        // When
        withNobody.knock("@nobody");
        withOneself.knock("@" + ana.id());

        // Then
        withNobody.awaitsError("room_not_found");
        withOneself.awaitsError("room_not_found");
    }

    @Test
    void itResumesLikeAnyRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient direct = bo.again().join("@" + ana.name());
        ana.tell(bo.name(), "one");
        direct.awaits("one");
        direct.hangUp();
        ana.tell(bo.name(), "two");

        // When
        ChatClient back = direct.resume("@" + ana.name(), 1);

        // Then
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.welcome().entries()).singleElement().matches(entry -> entry.says("two") && entry.seq() == 2);
    }

    @Test
    void whoHasGoneReadsLaterWhatTheyWereTold() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "see you");
        bo.leave();
        ana.tell(bo.name(), "you forgot your hat");

        // When
        ChatClient back = bo.again().join("@" + ana.name());

        // Then
        assertThat(back.welcome().entries())
                .extracting(entry -> entry.text("message_text"))
                .containsExactly("see you", "you forgot your hat");
    }

    @Test
    void whatWasToldCanBeEditedAndDeletedInside() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient anas = ana.again().join("@" + bo.name());
        ChatClient bos = bo.again().join("@" + ana.name());
        anas.say("teh");
        anas.say("oops");

        // When
        anas.edit(1, "the");
        anas.delete(2);

        // Then
        assertThat(bos.awaitsType("message_edited").text("message_text")).isEqualTo("the");
        assertThat(bos.awaitsType("message_deleted").number("target_seq")).isEqualTo(2);
    }
}
