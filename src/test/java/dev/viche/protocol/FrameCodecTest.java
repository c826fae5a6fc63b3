package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {

    private final FrameCodec codec = new FrameCodec(10);

    @ParameterizedTest
    @ValueSource(strings = {"hello", " {\"a\":1", "[1, 2]", "\"quoted", "null", "🌷"})
    void whatDoesNotBeginWithABraceIsSaidAsItIs(String line) {
        assertThat(codec.decode(line)).isEqualTo(new Decoded.Ok(new ClientFrame.ChatMessage(line, null, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void anEmptyLineIsNotSaid(String line) {
        assertThat(refused(line).refusal()).isEqualTo(Refusal.INVALID_FRAME);
    }

    @Test
    void aLineHasTheSameLimitsAsAMessage() {
        assertThat(refused("hello there").refusal()).isEqualTo(Refusal.TOO_LONG);
        assertThat(refused("NUL \u0000").detail()).contains("NUL");
        assertThat(refused("half \uD83C").detail()).contains("half a surrogate pair");
    }

    @Test
    void aRefusalOfTextTellsHowLongItIsAndMayBe() {
        assertThat(refused(chat("\"🌷🌷🌷🌷🌷🌷🌷🌷🌷🌷🌷\"")).detail())
                .contains("11 characters")
                .contains("limit is 10");
    }

    @Test
    void brokenJsonIsRefusedWithThePlaceWhereItBreaks() {
        // When
        ServerFrame.Rejection refused = refused("{\"type\":\"ping\",}");

        // Then
        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_JSON);
        assertThat(refused.detail()).contains("character 16");
    }

    @Test
    void aMemberGivenTwiceIsRefusedRatherThanGuessedAt() {
        assertThat(refused("{\"type\":\"ping\",\"type\":\"typing\"}").refusal()).isEqualTo(Refusal.INVALID_JSON);
        assertThat(refused(chat("\"a\", \"message_text\": \"b\"")).refusal()).isEqualTo(Refusal.INVALID_JSON);
    }

    @Test
    void bottomlessNestingIsRefusedAndDoesNotOverflow() {
        // Given
        String nested = "{\"type\":\"ping\",\"payload\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        // Then
        assertThat(refused(nested).refusal()).isEqualTo(Refusal.INVALID_JSON);
    }

    @Test
    void aNumberOfAThousandDigitsIsRefused() {
        // Given
        String endless = "{\"type\":\"read\",\"payload\":{\"seq\":%s}}".formatted("9".repeat(5_000));

        // Then
        assertThat(refused(endless).detail()).endsWith(".");
    }

    @Test
    void aMemberThatIsNullCountsAsLeftOut() {
        assertThat(codec.decode(chat("\"hi\", \"client_message_id\": null, \"reply_to\": null")))
                .isEqualTo(new Decoded.Ok(new ClientFrame.ChatMessage("hi", null, null)));
        assertThat(codec.decode("{\"type\":\"ping\",\"payload\":null}"))
                .isEqualTo(new Decoded.Ok(new ClientFrame.Ping(null)));
    }

    @Test
    void aRefusedMessageIsToldByItsIdWhateverElseIsWrongWithIt() {
        assertThat(refused(chat("\"far too long for this\", \"client_message_id\": \"m-1\""))
                        .clientMessageId())
                .isEqualTo("m-1");
        assertThat(refused("{\"type\":\"shout\",\"payload\":{\"client_message_id\":\"m-1\"}}")
                        .clientMessageId())
                .isEqualTo("m-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"with space\"", "7", "\"\"", "{}", "null"})
    void anIdThatIsNoneIsNotSentBack(String id) {
        assertThat(refused(chat("\"\", \"client_message_id\": " + id)).clientMessageId())
                .isNull();
    }

    @Test
    void theRefusalOfAnUnknownTypeQuotesItWithoutItsControlCharacters() {
        // When
        String detail = refused("{\"type\":\"a\\u0000b\\nc%s\"}".formatted("x".repeat(100)))
                .detail();

        // Then
        assertThat(detail).contains("\"a?b?cxxx").hasSizeLessThan(120).contains("/asyncapi");
    }

    private static String chat(String text) {
        return "{\"type\":\"chat_message\",\"payload\":{\"message_text\":%s}}".formatted(text);
    }

    private ServerFrame.Rejection refused(String frame) {
        return ((Decoded.Refused) codec.decode(frame)).answer();
    }
}
