package dev.viche.socket;

import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A join as a path and a query say it. */
final class JoinQuery {

    private static final int MOST_PARAMETERS = 32;

    private JoinQuery() {}

    /**
     * Reads the wish to join.
     *
     * @param room the last part of the path, percent-decoded
     * @param query the raw query; null when there is none
     * @throws FrameRefused when it is not one
     */
    static ClientFrame.JoinRoom read(String room, @Nullable String query) {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(
                            "?" + (query == null ? "" : query),
                            java.nio.charset.StandardCharsets.UTF_8,
                            true,
                            MOST_PARAMETERS)
                    .parameters();
        } catch (IllegalArgumentException e) {
            throw new FrameRefused(Refusal.INVALID_FRAME, "The query is not percent-encoded UTF-8; encode it.");
        }
        String username = first(parameters, "username");
        Long history = number(parameters, "history", ClientFrame.MAX_PAGE);
        return new ClientFrame.JoinRoom(
                username == null || username.isBlank() ? null : Name.ofPerson("username", username),
                Name.of("room_name", room),
                number(parameters, "since", ClientFrame.MAX_NUMBER),
                first(parameters, "epoch"),
                first(parameters, "resume_token"),
                history == null ? ClientFrame.DEFAULT_HISTORY : history.intValue());
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    private static @Nullable Long number(Map<String, List<String>> parameters, String name, long max) {
        String value = first(parameters, name);
        if (value == null) {
            return null;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, like a number out of range.
        }
        throw new FrameRefused(
                Refusal.INVALID_FRAME, "%s in the query must be a whole number from 0 to %d.".formatted(name, max));
    }
}
