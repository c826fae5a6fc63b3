package dev.viche.socket;

import dev.viche.live.Dispatcher;
import dev.viche.live.Joins;
import dev.viche.live.Session;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.ServerFrame;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;

/** {@code /ws/{room}}: the connection is in that room as soon as it opens. */
@WebSocket(path = "/ws/{room}", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@Singleton
public class RoomSocket {

    private final Door door;
    private final Joins joins;
    private final Dispatcher dispatcher;

    RoomSocket(Door door, Joins joins, Dispatcher dispatcher) {
        this.door = door;
        this.joins = joins;
        this.dispatcher = dispatcher;
    }

    @OnOpen
    @NonBlocking
    void onOpen(WebSocketConnection connection, @PathParam("room") String room) {
        Session session = door.open(connection);
        try {
            joins.join(
                    session, JoinQuery.read(room, connection.handshakeRequest().query()));
        } catch (FrameRefused refused) {
            session.send(new ServerFrame.Rejection(refused.refusal(), refused.detail(), null));
        }
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
