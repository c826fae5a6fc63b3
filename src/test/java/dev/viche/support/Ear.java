package dev.viche.support;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts together what a socket brings in pieces, and hands it to an inbox. */
final class Ear implements WebSocket.Listener {

    /** What RFC 6455 calls an end without a close frame. */
    static final int ABNORMAL = 1006;

    private final Inbox inbox;
    private final StringBuilder pieces = new StringBuilder();

    Ear(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
        pieces.append(piece);
        if (last) {
            inbox.add(Frame.read(pieces.toString()));
            pieces.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        inbox.end(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        inbox.end(ABNORMAL, String.valueOf(error.getMessage()));
    }
}
