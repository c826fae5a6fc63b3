package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message that is sent again, because its author does not know whether it arrived, is stored once. */
@QuarkusTest
class ExactlyOnceTest {

    private static final String ID = "once";

    @RegisterExtension
    final World world = new World();

    @Test
    void aResendIsAnsweredWithTheStoredMessage() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Frame first = ana.say("hi", ID);

        // When
        Frame second = ana.say("hi", ID);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(world.log().seqs(world.room("garden"), ID)).containsExactly(first.seq());
    }

    @Test
    void nobodyElseHearsAResend() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.say("hi", ID);

        // When
        ana.say("hi", ID);

        // Then
        ana.say("and goodbye");
        bo.awaits("and goodbye");
        assertThat(bo.heard("chat_message")).extracting(Frame::seq).containsExactly(1L, 2L);
    }

    @Test
    void aResendWithAnotherTextIsAConflict() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("hi", ID);

        // When
        ana.send("chat_message", Map.of("message_text", "something else", "client_message_id", ID));

        // Then
        Frame error = ana.awaitsError("conflict");
        assertThat(error.text("client_message_id")).isEqualTo(ID);
        assertThat(error.flag("retry")).isFalse();
        assertThat(world.log().values(world.room("garden"))).contains("hi").doesNotContain("something else");
    }

    @Test
    void theSameIdOfAnotherPersonIsAnotherMessage() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.say("ana's", ID);

        // When
        bo.say("bo's", ID);

        // Then
        assertThat(world.log().seqs(world.room("garden"), ID)).containsExactly(1L, 2L);
    }

    @Test
    void theSameIdInAnotherRoomIsAnotherMessage() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("for the garden", ID);

        // When
        ana.again().join("attic").say("for the attic", ID);

        // Then
        assertThat(world.log().seqs(world.room("garden"), ID)).hasSize(1);
        assertThat(world.log().seqs(world.room("attic"), ID)).hasSize(1);
    }

    @Test
    void aResendAfterAReconnectIsAnsweredWithTheStoredMessage() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Frame first = ana.say("hi", ID);
        ana.drop();

        // When
        Frame second = ana.resume("garden", first.seq()).say("hi", ID);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(world.log().seqs(world.room("garden"), ID)).containsExactly(first.seq());
    }

    @Test
    void aResendBeforeTheAnswerCameIsStoredOnce() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Map<String, String> message = Map.of("message_text", "hi", "client_message_id", ID);

        // When
        ana.send("chat_message", message).send("chat_message", message).send("chat_message", message);

        // Then
        assertThat(ana.awaits("hi").seq()).isOne();
        assertThat(ana.say("next").seq()).isEqualTo(2);
        assertThat(world.log().seqs(world.room("garden"), ID)).containsExactly(1L);
    }

    @Test
    void oneIdFromTwoSocketsOfAPersonAtOnceIsStoredOnceAndBothAreAnswered() {
        // Given
        ChatClient phone = world.guest("ana").join("garden");
        ChatClient laptop = phone.again().join("garden");

        // When
        for (int i = 1; i <= 40; i++) {
            Map<String, String> message = Map.of("message_text", "m" + i, "client_message_id", "id-" + i);
            phone.send("chat_message", message);
            laptop.send("chat_message", message);
        }

        // Then
        List<Long> each = LongStream.rangeClosed(1, 40).boxed().toList();
        for (ChatClient socket : List.of(phone, laptop)) {
            for (int i = 1; i <= 40; i++) {
                socket.awaits("m" + i);
            }
            // The answer to a resend repeats what was heard before and is no second place in the order.
            assertThat(socket.heard("chat_message").stream().map(Frame::seq).distinct())
                    .isEqualTo(each);
        }
        assertThat(world.guest("bo").join("garden").welcome().entries())
                .extracting(Frame::seq)
                .isEqualTo(each);
    }

    @Test
    void aResendOfWhatWasEditedSinceIsAnsweredWithTheNewText() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Frame first = ana.say("teh", ID);
        ana.edit(first.seq(), "the");

        // When
        Frame second = ana.say("teh", ID);

        // Then
        assertThat(second.seq()).isEqualTo(first.seq());
        assertThat(second.text("message_text")).isEqualTo("the");
        assertThat(second.has("edited_at")).isTrue();
    }

    @Test
    void aResendOfWhatWasDeletedSinceStaysDeleted() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.delete(ana.say("secret", ID).seq());

        // When
        ana.send("chat_message", Map.of("message_text", "secret", "client_message_id", ID));

        // Then
        assertThat(ana.awaitsError("not_found").text("client_message_id")).isEqualTo(ID);
        assertThat(world.log().values(world.room("garden"))).isNotEmpty().doesNotContain("secret");
    }

    @Test
    void aPrivateMessageSentAgainIsStoredOnce() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        Map<String, String> letter = Map.of("to", bo.name(), "message_text", "psst", "client_message_id", ID);
        ana.send("private_message", letter);
        Frame first = ana.awaitsType("private_message");

        // When
        ana.send("private_message", letter);

        // Then
        assertThat(ana.awaitsType("private_message")).isEqualTo(first);
        ana.tell(bo.name(), "next");
        bo.awaits("private_message", frame -> frame.says("next"));
        assertThat(bo.heard("private_message")).extracting(Frame::seq).containsExactly(1L, 2L);
    }
}
