package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.protocol.Records.Fill;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What is written is read back the same by anyone's JSON parser. */
class FrameWriterPropertyTest {

    private static final long YEAR_9999 = 253_402_300_799_999L;
    private static final ServerFrame.ChatMessage SAMPLE = Records.sample(ServerFrame.ChatMessage.class, Fill.ALL);

    @Property
    void anyMessageComesBackAsItWas(
            @ForAll String text,
            @ForAll @LongRange(min = 1, max = ClientFrame.MAX_NUMBER) long seq,
            @ForAll long idBits,
            @ForAll @LongRange(min = 0, max = YEAR_9999) long millis) {
        // Given
        UUID messageId = new UUID(idBits, ~idBits);
        Instant sentAt = Instant.ofEpochMilli(millis);
        ServerFrame.ChatMessage message =
                new ServerFrame.ChatMessage(SAMPLE.userId(), text, text, seq, messageId, sentAt, null, seq, sentAt);

        // When
        byte[] json = FrameWriter.json(message);

        // Then
        JsonNode payload = AsyncApi.tree(json).path("payload");
        assertThat(payload.path("message_text").asText()).isEqualTo(text);
        assertThat(payload.path("username").asText()).isEqualTo(text);
        assertThat(payload.path("seq").longValue()).isEqualTo(seq);
        assertThat(payload.path("reply_to").longValue()).isEqualTo(seq);
        assertThat(payload.path("message_id").asText()).isEqualTo(messageId.toString());
        assertThat(Instant.parse(payload.path("edited_at").asText())).isEqualTo(sentAt);
        assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n", "\u0000");
    }
}
