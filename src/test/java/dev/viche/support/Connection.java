package dev.viche.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One socket of the JDK's own client: it answers pings and reads all the time, as a good client does. */
final class Connection implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What RFC 6455 section 7.1.5 calls an end without a close frame. */
    private static final int ABNORMAL = 1006;

    private final Inbox inbox;
    private final StringBuilder pieces = new StringBuilder();
    private final WebSocket socket;

    Connection(URI uri, Map<String, String> headers, Inbox inbox) {
        this.inbox = inbox;
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("viche.v1");
        headers.forEach(builder::header);
        this.socket = limited(builder.buildAsync(uri, this));
    }

    void send(String text) {
        act(open -> open.sendText(text, true));
    }

    /** Ends the connection as RFC 6455 wants it, without a word to the room. */
    void hangUp() {
        act(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Loses the connection. */
    void drop() {
        socket.abort();
    }

    private void act(Function<WebSocket, CompletableFuture<WebSocket>> act) {
        try {
            var _ = limited(act.apply(socket));
        } catch (CompletionException e) {
            throw new AssertionError("Nothing can be sent any more. Received: " + inbox, e);
        }
    }

    private static <T> T limited(CompletableFuture<T> future) {
        return future.orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence piece, boolean last) {
        pieces.append(piece);
        if (last) {
            inbox.add(Frame.read(pieces.toString()));
            pieces.setLength(0);
        }
        open.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
        inbox.end(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket open, Throwable error) {
        inbox.end(ABNORMAL, String.valueOf(error.getMessage()));
    }
}
