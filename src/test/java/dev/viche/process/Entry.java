package dev.viche.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A message as its readers and the log must agree on it. */
record Entry(long seq, String userId, String clientMessageId, String text) {

    /** From the payload of a {@code chat_message}. */
    static Entry of(JsonNode payload) {
        return new Entry(
                payload.path("seq").asLong(),
                payload.path("user_id").asText(),
                payload.path("client_message_id").asText(),
                payload.path("message_text").asText());
    }

    /** Those of a payload that carries many: {@code welcome}, {@code history}. */
    static List<Entry> all(JsonNode payload) {
        return payload.path("entries")
                .valueStream()
                .map(entry -> of(entry.path("payload")))
                .toList();
    }
}
