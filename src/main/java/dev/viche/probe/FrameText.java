package dev.viche.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The frames a probe sends. */
final class FrameText {

    private static final JsonFactory JSON = new JsonFactory();

    private FrameText() {}

    /**
     * A join, or a resume.
     *
     * @param epoch of the log it resumes; null when it comes for the first time
     * @param since the last place it has there
     * @param resumeToken who it was; null when it comes for the first time
     */
    static String join(String room, String username, @Nullable String epoch, long since, @Nullable String resumeToken) {
        return frame("join_room", out -> {
            out.writeStringField("room_name", room);
            out.writeStringField("username", username);
            out.writeNumberField("history", 0);
            if (epoch != null) {
                out.writeNumberField("since", since);
                out.writeStringField("epoch", epoch);
            }
            if (resumeToken != null) {
                out.writeStringField("resume_token", resumeToken);
            }
        });
    }

    static String message(int number, String text) {
        return frame("chat_message", out -> {
            out.writeStringField("message_text", text);
            out.writeStringField("client_message_id", Integer.toString(number));
        });
    }

    static String leave() {
        return frame("leave_room", _ -> {});
    }

    private interface Payload {
        void write(JsonGenerator out) throws IOException;
    }

    private static String frame(String type, Payload payload) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("type", type);
            out.writeObjectFieldStart("payload");
            payload.write(out);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return text.toString();
    }
}
