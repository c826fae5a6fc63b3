package dev.viche.support;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One person at one socket. Everything the server sends is kept; waiting has a limit, and a wait in vain fails the test
 * with what was received instead.
 */
public final class ChatClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final World world;
    private final String name;
    private final Inbox inbox;
    private final Map<String, Object> wishes = new LinkedHashMap<>();
    private @Nullable WebSocket socket;
    private @Nullable Frame welcome;

    ChatClient(World world, String name) {
        this.world = world;
        this.name = name;
        this.inbox = new Inbox(name);
    }

    // ---- coming in ---------------------------------------------------------------------------------------------

    /** Adds a parameter to the join that follows: {@code since}, {@code epoch}, {@code history}, {@code resume_token}. */
    public ChatClient with(String parameter, Object value) {
        wishes.put(parameter, value);
        return this;
    }

    /** Opens the room's own path and waits for the welcome. */
    public ChatClient join(String room) {
        return knock(room).awaitWelcome();
    }

    /** Opens the room's own path under the person's name, and waits for nothing. */
    public ChatClient knock(String room) {
        Map<String, Object> query = new LinkedHashMap<>(wishes);
        query.put("username", name);
        return open("/ws/" + World.encode(world.room(room)) + World.query(query));
    }

    /** Opens {@code /ws}, asks for the room there and waits for the welcome. */
    public ChatClient joinFromLobby(String room) {
        return open("/ws").ask(room).awaitWelcome();
    }

    /** Sends a {@code join_room}, and waits for nothing. */
    public ChatClient ask(String room) {
        Map<String, Object> payload = new LinkedHashMap<>(wishes);
        payload.put("username", name);
        payload.put("room_name", world.room(room));
        return send("join_room", payload);
    }

    /** Opens a path and sends nothing. */
    public ChatClient open(String pathAndQuery) {
        socket = HTTP.newWebSocketBuilder()
                .subprotocols("viche.v1")
                .buildAsync(world.socket(pathAndQuery), new Ear(inbox))
                .orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return this;
    }

    public ChatClient awaitWelcome() {
        welcome = awaits("welcome", _ -> true);
        return this;
    }

    /** The same guest at another socket, not connected yet. */
    public ChatClient again() {
        return world.exactly(name).with("resume_token", welcome().text("resume_token"));
    }

    /** As {@link #again}, back in the room with the entries up to {@code since} seen. */
    public ChatClient resume(String room, long since) {
        return again().with("epoch", welcome().text("epoch"))
                .with("since", since)
                .join(room);
    }

    // ---- talking -----------------------------------------------------------------------------------------------

    /** Says something and waits for the acknowledgement: the message coming back, which is returned. */
    public Frame say(String text) {
        return say(text, UUID.randomUUID().toString());
    }

    /** As {@link #say(String)}, under that {@code client_message_id}. */
    public Frame say(String text, String clientMessageId) {
        send("chat_message", Map.of("message_text", text, "client_message_id", clientMessageId));
        return awaits("the acknowledgement of " + clientMessageId, isMessage(clientMessageId));
    }

    /** Sends a frame and waits for nothing. */
    public ChatClient send(String type, Map<String, ?> payload) {
        return sendText(Frame.write(type, payload));
    }

    /** Sends a text as it is. */
    public ChatClient sendText(String text) {
        try {
            var _ = open().sendText(text, true)
                    .orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new AssertionError("%s could not send %s. Received: %s".formatted(name, text, inbox), e);
        }
        return this;
    }

    // ---- hearing -----------------------------------------------------------------------------------------------

    /** Waits for a message with that text. */
    public Frame awaits(String text) {
        return awaits("\"" + text + "\"", frame -> frame.is("chat_message") && frame.says(text));
    }

    /** Waits for a frame that was not awaited before. */
    public Frame awaits(String what, Predicate<Frame> wanted) {
        boolean type = what.chars().allMatch(c -> c == '_' || Character.isLowerCase(c));
        return inbox.await(what, type ? wanted.and(frame -> frame.is(what)) : wanted);
    }

    public Frame awaitsType(String type) {
        return awaits(type, _ -> true);
    }

    public Frame awaitsError(String code) {
        return awaits(
                "error " + code,
                frame -> frame.is("error") && frame.text("code").equals(code));
    }

    /** Waits until the connection has ended and tells with which code. */
    public int awaitsClose() {
        return inbox.awaitEnd().code();
    }

    /** All that was received, awaited or not. */
    public List<Frame> heard() {
        return inbox.all();
    }

    /** All of that type that was received, awaited or not. */
    public List<Frame> heard(String type) {
        return heard().stream().filter(frame -> frame.is(type)).toList();
    }

    // ---- leaving -----------------------------------------------------------------------------------------------

    /** Leaves for good. */
    public void leave() {
        send("leave_room", Map.of());
        int code = awaitsClose();
        if (code != WebSocket.NORMAL_CLOSURE) {
            throw new AssertionError("leave_room was answered by " + code);
        }
    }

    /** Loses the connection without a word. */
    public void drop() {
        if (socket != null) {
            socket.abort();
        }
    }

    // ---- who it is ---------------------------------------------------------------------------------------------

    public String name() {
        return name;
    }

    public Frame welcome() {
        if (welcome == null) {
            throw new AssertionError(name + " is in no room");
        }
        return welcome;
    }

    public UUID id() {
        return welcome().id("user_id");
    }

    public String token() {
        return welcome().text("resume_token");
    }

    public String epoch() {
        return welcome().text("epoch");
    }

    private static Predicate<Frame> isMessage(String clientMessageId) {
        return frame -> (frame.is("chat_message") || frame.is("private_message"))
                && frame.has("client_message_id")
                && frame.text("client_message_id").equals(clientMessageId);
    }

    private WebSocket open() {
        if (socket == null) {
            throw new AssertionError(name + " has no connection");
        }
        return socket;
    }
}
