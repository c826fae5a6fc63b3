package dev.viche.socket;

import dev.viche.live.Dispatcher;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;

/** {@code /ws}: the first frame names the room. */
// Concurrent means that the framework does not queue for us: on the event loop, callbacks that do not block are serial.
@WebSocket(path = "/ws", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@Singleton
public class LobbySocket {

    private final Door door;
    private final Dispatcher dispatcher;

    LobbySocket(Door door, Dispatcher dispatcher) {
        this.door = door;
        this.dispatcher = dispatcher;
    }

    @OnOpen
    @NonBlocking
    void onOpen(WebSocketConnection connection) {
        door.open(connection);
    }

    @OnTextMessage
    @NonBlocking
    void onText(String text, WebSocketConnection connection) {
        dispatcher.receive(door.session(connection), text);
    }

    @OnClose
    @NonBlocking
    void onClose(WebSocketConnection connection) {
        door.session(connection).ended();
    }
}
