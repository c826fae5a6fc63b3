package dev.viche.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads frames as they come, member by member: no tree, and nothing found by reflection in a native image. */
final class FrameReader {

    private static final JsonFactory JSON = new JsonFactory();

    // What was read so far of one frame. No two members of different frames share a name and differ in meaning.
    private String type = "";
    private String username = "";
    private String text = "";
    private String clientMessageId = "";
    private String epoch = "";
    private String resumeToken = "";
    private String code = "";
    private String detail = "";
    private long seq;
    private long lastSeq;
    private long reconnectAfter;
    private boolean resumed;
    private boolean retry;
    private boolean resume;
    private final List<Heard.Entry> entries = new ArrayList<>(0);
    private Heard.Limits limits = new Heard.Limits(0, 0, 0, 0, 0);

    private FrameReader() {}

    /**
     * Reads one frame.
     *
     * @throws IOException when it is no JSON
     */
    static Heard read(byte[] json) throws IOException {
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a frame is a JSON object");
            }
            return frame(in);
        }
    }

    private static Heard frame(JsonParser in) throws IOException {
        FrameReader frame = new FrameReader();
        frame.object(in);
        return frame.heard();
    }

    /** Everything of an object whose beginning was read. */
    private void object(JsonParser in) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            member(in, name);
        }
    }

    private void member(JsonParser in, String name) throws IOException {
        switch (name) {
            case "type" -> type = in.getText();
            case "payload" -> object(in);
            case "username" -> username = in.getText();
            case "message_text" -> text = in.getText();
            case "client_message_id" -> clientMessageId = in.getText();
            case "epoch" -> epoch = in.getText();
            case "resume_token" -> resumeToken = in.getText();
            case "code" -> code = in.getText();
            case "detail" -> detail = in.getText();
            case "seq" -> seq = in.getLongValue();
            case "last_seq" -> lastSeq = in.getLongValue();
            case "reconnect_after_ms" -> reconnectAfter = in.getLongValue();
            case "resumed" -> resumed = in.getBooleanValue();
            case "retry" -> retry = in.getBooleanValue();
            case "resume" -> resume = in.getBooleanValue();
            case "entries" -> entries(in);
            case "limits" -> limits = limits(in);
            default -> in.skipChildren();
        }
    }

    private void entries(JsonParser in) throws IOException {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            if (frame(in) instanceof Heard.Entry entry) {
                entries.add(entry);
            }
        }
    }

    private static Heard.Limits limits(JsonParser in) throws IOException {
        int length = 0;
        int perSecond = 0;
        int[] address = {0, 0, 0};
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "message_length" -> length = in.getIntValue();
                case "messages_per_second" -> perSecond = in.getIntValue();
                case "address" -> address = share(in);
                default -> in.skipChildren();
            }
        }
        return new Heard.Limits(length, perSecond, address[0], address[1], address[2]);
    }

    private static int[] share(JsonParser in) throws IOException {
        int[] share = {0, 0, 0};
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "connections" -> share[0] = in.getIntValue();
                case "joins" -> share[1] = in.getIntValue();
                case "messages" -> share[2] = in.getIntValue();
                default -> in.skipChildren();
            }
        }
        return share;
    }

    private Heard heard() {
        return switch (type) {
            case "chat_message" -> new Heard.Entry(seq, number(), username, text);
            // Nobody edits what a probe says: where these are in its log, something is altered.
            case "message_edited", "message_deleted" -> new Heard.Entry(seq, -1, "", "");
            case "welcome" -> new Heard.Welcome(epoch, lastSeq, resumed, resumeToken, entries, limits);
            case "history" -> resume ? new Heard.Page(entries) : new Heard.Other();
            case "user_joined" -> new Heard.Joined(username);
            case "user_left" -> new Heard.Left(username);
            case "server_shutdown" -> new Heard.Shutdown(reconnectAfter);
            case "error" -> new Heard.Refused(code, detail, number(), retry);
            default -> new Heard.Other();
        };
    }

    private int number() {
        try {
            return clientMessageId.isEmpty() ? -1 : Integer.parseUnsignedInt(clientMessageId);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
