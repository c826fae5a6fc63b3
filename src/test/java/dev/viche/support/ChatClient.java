package dev.viche.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One person at one socket. Everything the server sends is kept; waiting has a limit, and a wait in vain fails the test
 * with what was received instead.
 */
public final class ChatClient {

    private static final int LEFT = 1000;

    private final World world;
    private final @Nullable String name;
    private final Inbox inbox;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, Object> wishes = new LinkedHashMap<>();
    private @Nullable URI server;
    private @Nullable Connection connection;
    private @Nullable Frame welcome;

    ChatClient(World world, @Nullable String name) {
        this.world = world;
        this.name = name;
        this.inbox = new Inbox(name == null ? "someone" : name);
    }

    // ---- coming in ---------------------------------------------------------------------------------------------

    /** Adds a parameter to the join that follows: {@code since}, {@code epoch}, {@code history}, {@code resume_token}. */
    public ChatClient with(String parameter, Object value) {
        wishes.put(parameter, value);
        return this;
    }

    /** Connects to that server from now on, instead of the one under test. */
    public ChatClient at(URI server) {
        this.server = server;
        return this;
    }

    /** Adds a header to the upgrade that follows. */
    public ChatClient header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Opens the room's own path and waits for the welcome. */
    public ChatClient join(String room) {
        return knock(room).awaitsWelcome();
    }

    /** Opens the room's own path, and waits for nothing. */
    public ChatClient knock(String room) {
        return open(world.path(room) + World.query(wished()));
    }

    /** Opens {@code /ws}, asks for the room there and waits for the welcome. */
    public ChatClient joinFromLobby(String room) {
        return open("/ws").ask(room).awaitsWelcome();
    }

    /** Sends a {@code join_room}, and waits for nothing. */
    public ChatClient ask(String room) {
        Map<String, Object> payload = wished();
        payload.put("room_name", world.room(room));
        return send("join_room", payload);
    }

    private Map<String, Object> wished() {
        Map<String, Object> wished = new LinkedHashMap<>(wishes);
        if (name != null) {
            wished.put("username", name);
        }
        return wished;
    }

    /** Opens a path and sends nothing. */
    public ChatClient open(String pathAndQuery) {
        connection =
                new Connection(World.socket(server == null ? World.server() : server, pathAndQuery), headers, inbox);
        return this;
    }

    public ChatClient awaitsWelcome() {
        welcome = awaitsType("welcome");
        return this;
    }

    /** The same guest at another socket, not connected yet. */
    public ChatClient again() {
        return world.client(name).with("resume_token", token());
    }

    /** As {@link #again}, back in the room with everything up to {@code since} seen. */
    public ChatClient resume(String room, long since) {
        return again().with("epoch", epoch()).with("since", since).join(room);
    }

    // ---- talking -----------------------------------------------------------------------------------------------

    /** Says something and waits for the acknowledgement: the message coming back, which is returned. */
    public Frame say(String text) {
        return say(text, UUID.randomUUID().toString());
    }

    /** As {@link #say(String)}, under that {@code client_message_id}. */
    public Frame say(String text, String clientMessageId) {
        send("chat_message", Map.of("message_text", text, "client_message_id", clientMessageId));
        return awaits("chat_message", isMine(clientMessageId));
    }

    /** Says something to one person, from whichever room one is in, and waits for it coming back. */
    public Frame tell(String to, String text) {
        String id = UUID.randomUUID().toString();
        send("private_message", Map.of("to", to, "message_text", text, "client_message_id", id));
        return awaits("private_message", isMine(id));
    }

    /** Another person may have called another message so. */
    private Predicate<Frame> isMine(String clientMessageId) {
        return frame -> frame.bears(clientMessageId) && frame.id("user_id").equals(id());
    }

    /** Gives a message another text and waits for everyone being told. */
    public Frame edit(long seq, String text) {
        send("edit_message", Map.of("seq", seq, "message_text", text));
        return awaits("message_edited", frame -> frame.number("target_seq") == seq && frame.says(text));
    }

    /** Takes a message back and waits for everyone being told. */
    public Frame delete(long seq) {
        send("delete_message", Map.of("seq", seq));
        return awaits("message_deleted", frame -> frame.number("target_seq") == seq);
    }

    /** Asks for older entries and waits for them. */
    public Frame history(long before, int limit) {
        send("history", Map.of("before", before, "limit", limit));
        return awaitsType("history");
    }

    /** Asks for a sign of life and waits for it: what this connection sent before has been read by then. */
    public Frame ping() {
        String id = UUID.randomUUID().toString();
        send("ping", Map.of("id", id));
        return awaits("pong", frame -> frame.text("id").equals(id));
    }

    /** Sends a frame and waits for nothing. */
    public ChatClient send(String type, Map<String, ?> payload) {
        return sendText(Frame.write(type, payload));
    }

    /** Sends a text as it is. */
    public ChatClient sendText(String text) {
        connection().send(text);
        return this;
    }

    // ---- hearing -----------------------------------------------------------------------------------------------

    /** Waits for a message with that text. */
    public Frame awaits(String text) {
        return awaits("chat_message", frame -> frame.says(text));
    }

    public Frame awaitsType(String type) {
        return awaits(type, _ -> true);
    }

    /** Waits for a frame of that type that was not awaited before. */
    public Frame awaits(String type, Predicate<Frame> wanted) {
        return inbox.await(type, frame -> frame.is(type) && wanted.test(frame));
    }

    public Frame awaitsError(String code) {
        return inbox.await(
                "error " + code,
                frame -> frame.is("error") && frame.text("code").equals(code));
    }

    /** Waits until an entry of its room's log is there, by whichever frame it comes or has come. */
    public ChatClient awaitsEntry(long seq) {
        inbox.awaitAmongAll("entry " + seq, frame -> frame.brings().anyMatch(entry -> entry.seq() == seq));
        return this;
    }

    /** The place of every entry that was received, in the order they came, by whichever frame. */
    public List<Long> seqs() {
        return heard().stream().flatMap(Frame::brings).map(Frame::seq).toList();
    }

    /** Waits until the connection has ended and tells with which code; 1006 when without a close frame. */
    public int awaitsClose() {
        return inbox.awaitEnd().code();
    }

    /** Waits until it is in no room: answered by that error before a welcome, or closed with that code. */
    public void awaitsNoWayIn(String error, int code) {
        var ending = inbox.awaitEndOr(
                frame -> frame.is("error") && frame.text("code").equals(error));
        if (ending == null ? !heard("welcome").isEmpty() : ending.code() != code) {
            throw new AssertionError("%s is in, or out by another door: %s".formatted(name, inbox));
        }
    }

    /** Waits until it is in, or answered by that error; tells whether it is in. */
    public boolean awaitsWelcomeOr(String error) {
        var ending = inbox.awaitEndOr(frame ->
                frame.is("welcome") || (frame.is("error") && frame.text("code").equals(error)));
        if (ending != null) {
            throw new AssertionError("%s is out by another door: %s".formatted(name, inbox));
        }
        return !heard("welcome").isEmpty();
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
        if (code != LEFT) {
            throw new AssertionError("leave_room was answered by " + code);
        }
    }

    /** Ends the connection without leaving the room, and waits until the server knows. */
    public void hangUp() {
        connection().hangUp();
        var _ = awaitsClose();
    }

    /** Loses the connection without a word. */
    public void drop() {
        if (connection != null) {
            connection.drop();
        }
    }

    // ---- who it is ---------------------------------------------------------------------------------------------

    public String name() {
        return name == null ? welcome().text("username") : name;
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

    public Frame welcome() {
        if (welcome == null) {
            throw new AssertionError(name + " is in no room");
        }
        return welcome;
    }

    private Connection connection() {
        if (connection == null) {
            throw new AssertionError(name + " has no connection");
        }
        return connection;
    }
}
