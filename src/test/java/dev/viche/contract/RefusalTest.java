package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers a frame that is not carried out: a code, a sentence that says what to do, and the connection stays. */
@QuarkusTest
class RefusalTest {

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}}",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"} {\"type\":\"ping\"}",
                "{'type':'ping'}",
                "{\"type\":\"ping\",}",
                "{\"type\":\"ping\",\"type\":\"leave_room\"}",
                "{\"type\":NaN}",
                "{\"type\":\"\\ud8\"}"
            })
    void whatIsNotOneJsonObjectIsInvalidJson(String text) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.sendText(text);

        // Then
        assertRefused(ana, "invalid_json", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":7}",
                "{\"type\":\"PING\"}",
                "{\"type\":\"ping\",\"payload\":[]}",
                "{\"type\":\"ping\",\"payload\":\"x\"}",
                "{\"type\":\"ping\",\"payload\":{\"id\":7}}",
                "{\"type\":\"ping\",\"payload\":{\"id\":\"\"}}",
                "{\"type\":\"chat_message\"}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":null}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":7}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\" \"}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"a\\u0000b\"}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"half a \\ud83c\"}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"x\",\"reply_to\":0}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"x\",\"reply_to\":1.5}}",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"x\",\"client_message_id\":\"a b\"}}",
                "{\"type\":\"private_message\",\"payload\":{\"message_text\":\"x\"}}",
                "{\"type\":\"edit_message\",\"payload\":{\"seq\":\"1\",\"message_text\":\"x\"}}",
                "{\"type\":\"delete_message\",\"payload\":{\"seq\":-1}}",
                "{\"type\":\"delete_message\",\"payload\":{\"seq\":99999999999999999999}}",
                "{\"type\":\"typing\",\"payload\":{\"active\":\"yes\"}}",
                "{\"type\":\"typing\"}",
                "{\"type\":\"read\",\"payload\":{}}",
                "{\"type\":\"history\",\"payload\":{\"limit\":10}}"
            })
    void whatIsNoFrameOfTheProtocolIsAnInvalidFrame(String text) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.sendText(text);

        // Then
        assertRefused(ana, "invalid_frame", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"ping\",\"colour\":\"red\"} | colour",
                "{\"type\":\"ping\",\"payload\":{\"shape\":1}} | shape",
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"x\",\"seq\":1}} | seq",
                "{\"type\":\"leave_room\",\"payload\":{\"why\":\"bored\"}} | why"
            })
    void anUnknownMemberIsRefusedByItsName(String text, String member) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.sendText(text);

        // Then
        assertThat(assertRefused(ana, "invalid_frame", false).text("detail")).contains("\"" + member + "\"");
    }

    @Test
    void aLongerIdThanSixtyFourCharactersIsAnInvalidFrame() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "x", "client_message_id", "a".repeat(65)));

        // Then
        assertRefused(ana, "invalid_frame", false);
        ana.say("sixty-four are well", "a".repeat(64));
    }

    @Test
    void aTextOfMoreThanAThousandCharactersIsTooLong() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "x".repeat(1001), "client_message_id", "c"));

        // Then
        Frame error = assertRefused(ana, "too_long", false);
        assertThat(error.text("detail")).contains("1001", "1000");
        assertThat(error.text("client_message_id")).isEqualTo("c");
    }

    @Test
    void aPlainLineOfMoreThanAThousandCharactersIsTooLongToo() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.sendText("x".repeat(1001));

        // Then
        assertRefused(ana, "too_long", false);
    }

    @Test
    void anErrorNamesTheMessageItIsAboutWheneverThatCanBeRead() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.sendText("{\"type\":\"chat_message\",\"payload\":{\"message_text\":7,\"client_message_id\":\"c-1\"}}");
        ana.sendText(
                "{\"type\":\"chat_message\",\"payload\":{\"message_text\":7,\"client_message_id\":\"not an id\"}}");

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("client_message_id")).isEqualTo("c-1");
        assertThat(ana.awaitsError("invalid_frame").has("client_message_id")).isFalse();
    }

    @Test
    void whoTalksTooFastIsToldToWaitAndMaySendTheSameAgain() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        String refused = "m61";

        // When
        for (int i = 1; i <= 90; i++) {
            ana.send("chat_message", Map.of("message_text", "m" + i, "client_message_id", "m" + i));
        }

        // Then
        Frame error = ana.awaitsError("rate_limited");
        assertThat(error.flag("retry")).isTrue();
        assertThat(error.text("detail")).endsWith(".");
        assertThat(Integer.parseInt(error.text("client_message_id").substring(1)))
                .isGreaterThanOrEqualTo(Integer.parseInt(refused.substring(1)));
        ana.awaits("m60");
    }

    @Test
    void nothingOfARefusedFrameIsStored() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", "x".repeat(1001)));
        ana.send("chat_message", Map.of("message_text", "kept", "surplus", true));
        ana.send("edit_message", Map.of("seq", 1, "message_text", "edited"));

        // Then
        assertThat(ana.say("the first").seq()).isOne();
        assertThat(world.log().values(world.room("garden")))
                .contains("the first")
                .doesNotContain("kept", "edited");
    }

    private static Frame assertRefused(ChatClient client, String code, boolean retry) {
        Frame error = client.awaitsError(code);
        assertThat(error.text("detail")).hasSizeGreaterThan(20).endsWith(".");
        assertThat(error.flag("retry")).isEqualTo(retry);
        client.ping();
        return error;
    }
}
