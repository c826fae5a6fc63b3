package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in a room, in which order it is heard, and how its author knows that it is said. */
@QuarkusTest
class TalkTest {

    private static final int TIME_ORDERED = 7;

    @RegisterExtension
    final World world = new World();

    @Test
    void whatOnePersonSaysEveryoneHears() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        Frame said = ana.say("hi");

        // Then
        assertThat(bo.awaits("hi")).isEqualTo(said);
        assertThat(said.id("user_id")).isEqualTo(ana.id());
        assertThat(said.text("username")).isEqualTo(ana.name());
    }

    @Test
    void nobodyInAnotherRoomHearsIt() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("attic");

        // When
        ana.say("for the garden");

        // Then
        bo.say("for the attic");
        assertThat(bo.heard("chat_message")).singleElement().matches(frame -> frame.says("for the attic"));
    }

    @Test
    void theAuthorsOwnMessageComingBackIsTheAcknowledgement() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        Frame back = ana.say("hi", "my-id_1");

        // Then
        assertThat(back.text("client_message_id")).isEqualTo("my-id_1");
        assertThat(world.log().seqs(world.room("garden"), "my-id_1")).containsExactly(back.seq());
    }

    @Test
    void aMessageOfAnAuthorWhoGaveNoIdHasNone() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "hi"));

        // Then
        assertThat(ana.awaits("hi").has("client_message_id")).isFalse();
    }

    @Test
    void messagesAreNumberedFromOneWithoutAGap() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        List<Frame> said = List.of(ana.say("a"), bo.say("b"), ana.say("c"));

        // Then
        assertThat(said).extracting(Frame::seq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void eachRoomCountsForItself() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("attic");

        // When
        List<Frame> said = List.of(ana.say("a"), bo.say("b"));

        // Then
        assertThat(said).extracting(Frame::seq).containsExactly(1L, 1L);
    }

    @Test
    void everyoneHearsEverythingInTheSameOrderHoweverManyTalkAtOnce() {
        // Given
        List<ChatClient> people = IntStream.range(0, 5)
                .mapToObj(i -> world.guest("p" + i).join("garden"))
                .toList();

        // When
        for (int i = 0; i < 30; i++) {
            for (ChatClient each : people) {
                each.send("chat_message", Map.of("message_text", each.name() + " says " + i));
            }
        }

        // Then
        people.forEach(each -> each.awaits("chat_message", frame -> frame.seq() == 150));
        List<Frame> heard = people.getFirst().heard("chat_message");
        assertThat(heard)
                .extracting(Frame::seq)
                .isEqualTo(LongStream.rangeClosed(1, 150).boxed().toList());
        assertThat(people).allSatisfy(each -> {
            assertThat(each.heard("chat_message")).isEqualTo(heard);
            assertThat(heard.stream().filter(frame -> frame.id("user_id").equals(each.id())))
                    .extracting(frame -> frame.text("message_text"))
                    .isEqualTo(IntStream.range(0, 30)
                            .mapToObj(i -> each.name() + " says " + i)
                            .toList());
        });
    }

    @Test
    void theServerGivesEachMessageATimeOrderedIdAndATime() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        Frame first = ana.say("first");
        Frame second = ana.say("second");

        // Then
        UUID one = first.id("message_id");
        UUID two = second.id("message_id");
        assertThat(one.version()).isEqualTo(TIME_ORDERED);
        assertThat(two.version()).isEqualTo(TIME_ORDERED);
        assertThat(one.toString()).isLessThan(two.toString());
        assertThat(first.text("sent_at")).endsWith("Z");
        assertThat(Duration.between(first.time("sent_at"), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(second.time("sent_at")).isAfterOrEqualTo(first.time("sent_at"));
    }

    @Test
    void anAnswerTellsWhatItAnswers() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long question = ana.say("why?").seq();

        // When
        bo.send("chat_message", Map.of("message_text", "because", "reply_to", question));

        // Then
        assertThat(ana.awaits("because").number("reply_to")).isEqualTo(question);
        assertThat(world.guest("cy")
                        .join("garden")
                        .welcome()
                        .entries()
                        .getLast()
                        .number("reply_to"))
                .isEqualTo(question);
    }

    @Test
    void anAnswerToWhatWasNeverSaidIsNotFound() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "because", "reply_to", 1, "client_message_id", "c"));

        // Then
        assertThat(ana.awaitsError("not_found").text("client_message_id")).isEqualTo("c");
        assertThat(ana.say("then this is the first").seq()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  spaces  kept  ",
                "two\nlines\r\n",
                "\"quotes\" and \\ and /",
                "<b>no markup</b>",
                "👩‍👩‍👧 e\u0301 \u202Eesrever",
                "\u2028\u2029\u0085\u0007",
                "{\"type\":\"leave_room\"}"
            })
    void aTextIsHeardAndStoredAsItWasSaid(String text) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", text));

        // Then
        ana.awaits(text);
        assertThat(world.guest("bo").join("garden").welcome().entries())
                .singleElement()
                .matches(frame -> frame.says(text));
    }

    @Test
    void aTextMayHaveAThousandCharactersHoweverManyBytesTheyTake() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "🌳".repeat(1000)));

        // Then
        ana.awaits("🌳".repeat(1000));
    }
}
