package dev.viche.probe;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A server of as much of the protocol as a probe asks for, over real sockets, that tells one lie. One event loop. */
final class LyingServer implements AutoCloseable {

    private static final int THE_MESSAGE = 10;
    private static final int MOVED = 1012;
    private static final int KICKED = 4003;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<String, Room> rooms = new HashMap<>();
    private final Lie lie;
    private final HttpServer server;
    private boolean told;

    private static final class Room {
        private final List<JsonObject> log = new ArrayList<>();
        private final Map<ServerWebSocket, String> readers = new HashMap<>();
        private final List<ServerWebSocket> order = new ArrayList<>();
        private @Nullable JsonObject heldBack;
    }

    LyingServer(Lie lie) throws ExecutionException, InterruptedException, TimeoutException {
        this.lie = lie;
        this.server = vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("viche.v1"))
                .webSocketHandler(socket -> socket.textMessageHandler(text -> received(socket, new JsonObject(text))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    ServerUrl url() {
        return ServerUrl.of(URI.create("http://127.0.0.1:" + server.actualPort()));
    }

    /** Whether there was an occasion for the lie. */
    boolean hasLied() {
        return told;
    }

    private void received(ServerWebSocket socket, JsonObject frame) {
        JsonObject payload = frame.getJsonObject("payload");
        switch (frame.getString("type")) {
            case "join_room" -> join(socket, payload);
            case "chat_message" ->
                rooms.values().stream()
                        .filter(room -> room.readers.containsKey(socket))
                        .forEach(room -> say(room, socket, payload));
            default -> socket.close();
        }
    }

    private void join(ServerWebSocket socket, JsonObject join) {
        Room room = rooms.computeIfAbsent(join.getString("room_name"), _ -> new Room());
        String name = join.getString("username");
        boolean back = join.containsKey("epoch");
        int since = Math.toIntExact(join.getLong("since", (long) room.log.size()));
        boolean resumed = back;
        if (back && !told && lie == Lie.TAKE_BACK) {
            told = true;
            room.log.subList(since - 1, room.log.size()).clear();
        }
        if (back && !told && lie == Lie.FORGET) {
            told = true;
            resumed = false;
            since = room.log.size();
        }
        since = Math.min(since, room.log.size());
        boolean known = room.readers.containsValue(name);
        room.readers.put(socket, name);
        room.order.add(socket);
        socket.closeHandler(_ -> {
            room.readers.remove(socket);
            room.order.remove(socket);
        });
        send(
                socket,
                "welcome",
                new JsonObject()
                        .put("epoch", "one")
                        .put("last_seq", room.log.size())
                        .put("resumed", resumed)
                        .put("resume_token", "token-of-" + name)
                        .put("entries", new JsonArray(List.copyOf(room.log.subList(since, room.log.size())))));
        if (!known && !back) {
            room.readers
                    .keySet()
                    .forEach(reader -> send(reader, "user_joined", new JsonObject().put("username", name)));
        }
    }

    private void say(Room room, ServerWebSocket socket, JsonObject said) {
        boolean now = !told && lie != Lie.NONE && room.log.size() >= THE_MESSAGE && room.readers.size() > 1;
        ServerWebSocket first = room.order.getFirst();
        JsonObject message = said.copy()
                .put("username", room.readers.get(socket))
                .put("seq", room.log.size() + (now && lie == Lie.SKIP ? 2 : 1));
        if (!now) {
            append(room, message, null);
            return;
        }
        switch (lie) {
            case LOSE -> append(room, message, first);
            case ALTER -> twisted(room, message, first, "message_text", "something else");
            case MISATTRIBUTE -> twisted(room, message, first, "username", "mallory");
            case DOUBLE -> {
                append(room, message, null);
                send(first, "chat_message", message);
            }
            case SWAP -> {
                append(room, message, first);
                room.heldBack = message;
            }
            case STORE_TWICE -> {
                append(room, message, null);
                append(room, message.copy().put("seq", room.log.size() + 1), null);
            }
            case SKIP -> {
                room.log.add(new JsonObject());
                append(room, message, null);
            }
            case SWALLOW -> {}
            case REFUSE ->
                send(
                        socket,
                        "error",
                        new JsonObject()
                                .put("code", "muted")
                                .put("detail", "Not now.")
                                .put("retry", false)
                                .put("client_message_id", said.getString("client_message_id")));
            case LEAVE, JOIN -> {
                append(room, message, null);
                String type = lie == Lie.LEAVE ? "user_left" : "user_joined";
                send(first, type, new JsonObject().put("username", room.readers.get(socket)));
            }
            case TAKE_BACK, FORGET -> {
                append(room, message, null);
                first.close((short) MOVED);
                // The lie is told when they come back.
                return;
            }
            case KICK -> {
                append(room, message, null);
                first.close((short) KICKED);
            }
            case NONE -> {}
        }
        told = true;
    }

    private void twisted(Room room, JsonObject message, ServerWebSocket first, String member, String value) {
        append(room, message, first);
        send(first, "chat_message", message.copy().put(member, value));
    }

    private void append(Room room, JsonObject message, @Nullable ServerWebSocket but) {
        room.log.add(new JsonObject().put("type", "chat_message").put("payload", message));
        for (ServerWebSocket reader : List.copyOf(room.order)) {
            if (!reader.equals(but)) {
                send(reader, "chat_message", message);
                if (room.heldBack != null && reader.equals(room.order.getFirst())) {
                    send(reader, "chat_message", room.heldBack);
                    room.heldBack = null;
                }
            }
        }
    }

    private static void send(ServerWebSocket socket, String type, JsonObject payload) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(
                    new JsonObject().put("type", type).put("payload", payload).encode());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
