package dev.viche.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Reads what clients send: one JSON object {@code {"type", "payload"}}, or a plain line, which is said as it is. */
public final class FrameCodec {

    private static final ObjectReader JSON = new ObjectMapper()
            .reader()
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int messageLength;

    /** @param messageLength longest text in code points */
    public FrameCodec(int messageLength) {
        this.messageLength = messageLength;
    }

    /** Reads one text frame; never throws for what a client sent. */
    public Decoded decode(String text) {
        if (text.isEmpty() || text.charAt(0) != '{') {
            return carryOut(null, () -> new ClientFrame.ChatMessage(text(text), null, null));
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (it breaks at character %d)".formatted(e.getLocation().getCharOffset() + 1);
            return refused(Refusal.INVALID_JSON, "A frame must be one JSON object" + where + ".", null);
        }
        if (!(tree instanceof ObjectNode frame)) {
            return refused(Refusal.INVALID_JSON, "A frame must be one JSON object.", null);
        }
        return carryOut(clientMessageId(frame), () -> frame(frame));
    }

    /**
     * Returns the text unchanged when it may be said, wherever it came from.
     *
     * @throws FrameRefused when it may not
     */
    public String text(String text) {
        return ChatText.checked(text, messageLength);
    }

    private ClientFrame frame(ObjectNode frame) {
        Members members = new Members("A frame", frame);
        String type = members.text("type");
        ObjectNode object = members.object("payload");
        members.nothingElse();
        Members payload = new Members("The payload of " + Members.quoted(type), object);
        ClientFrame read = payload(type, payload);
        payload.nothingElse();
        return read;
    }

    private ClientFrame payload(String type, Members payload) {
        return switch (type) {
            case "join_room" -> joinRoom(payload);
            case "chat_message" ->
                new ClientFrame.ChatMessage(
                        text(payload.text("message_text")),
                        payload.optionalText("client_message_id"),
                        payload.optionalNumber("reply_to"));
            case "private_message" ->
                new ClientFrame.PrivateMessage(
                        payload.text("to"),
                        text(payload.text("message_text")),
                        payload.optionalText("client_message_id"));
            case "edit_message" ->
                new ClientFrame.EditMessage(payload.number("seq"), text(payload.text("message_text")));
            case "delete_message" -> new ClientFrame.DeleteMessage(payload.number("seq"));
            case "typing" -> new ClientFrame.Typing(payload.flag("active"));
            case "read" -> new ClientFrame.Read(payload.number("seq"));
            case "history" ->
                new ClientFrame.History(payload.number("before"), count("limit", payload.number("limit")));
            case "leave_room" -> new ClientFrame.LeaveRoom();
            case "ping" -> new ClientFrame.Ping(payload.optionalText("id"));
            default ->
                throw FrameRefused.invalid("There is no frame type %s; see /asyncapi for those there are."
                        .formatted(Members.quoted(type)));
        };
    }

    private static ClientFrame.JoinRoom joinRoom(Members payload) {
        String token = payload.optionalText("resume_token");
        String username = payload.optionalText("username");
        Long history = payload.optionalNumber("history");
        return new ClientFrame.JoinRoom(
                username == null ? null : Name.ofPerson("username", username),
                Name.of("room_name", payload.text("room_name")),
                payload.optionalNumber("since"),
                payload.optionalText("epoch"),
                token,
                history == null ? ClientFrame.DEFAULT_HISTORY : count("history", history));
    }

    /** A number that fits an int, so that a huge one is refused by its range and not by a wrap-around. */
    private static int count(String member, long value) {
        if (value != (int) value) {
            throw FrameRefused.invalid("%s must be a whole number up to %d.".formatted(member, ClientFrame.MAX_PAGE));
        }
        return (int) value;
    }

    private static Decoded carryOut(@Nullable String clientMessageId, Reading reading) {
        try {
            return new Decoded.Ok(reading.read());
        } catch (FrameRefused refused) {
            return refused(refused.refusal(), refused.detail(), clientMessageId);
        }
    }

    /** The id of a frame that may be wrong in other ways, so that its sender can tell which one was refused. */
    private static @Nullable String clientMessageId(ObjectNode frame) {
        String id = frame.path("payload").path("client_message_id").textValue();
        return id != null && ClientFrame.CLIENT_ID.matcher(id).matches() ? id : null;
    }

    private static Decoded refused(Refusal refusal, String detail, @Nullable String clientMessageId) {
        return new Decoded.Refused(new ServerFrame.Rejection(refusal, detail, clientMessageId));
    }

    @FunctionalInterface
    private interface Reading {
        ClientFrame read();
    }
}
