package dev.viche.support;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One socket of a test's client, and what it was sent. */
final class Connection implements TextSocket.Listener {

    private static final int LEFT = 1000;

    private final Inbox inbox;
    private final TextSocket socket;

    Connection(URI uri, Map<String, String> headers, Inbox inbox) {
        this.inbox = inbox;
        this.socket = limited(TextSocket.open(uri, headers, "viche.v1", this));
    }

    void send(String text) {
        act(socket.send(text));
    }

    /** Ends the connection as RFC 6455 wants it, without a word to the room. */
    void hangUp() {
        act(socket.close(LEFT));
    }

    /** Loses the connection. */
    void drop() {
        socket.abort();
    }

    private void act(CompletableFuture<Void> act) {
        try {
            limited(act);
        } catch (CompletionException e) {
            throw new AssertionError("Nothing can be sent any more. Received: " + inbox, e);
        }
    }

    private static <T> T limited(CompletableFuture<T> future) {
        return future.orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void text(String frame) {
        inbox.add(Frame.read(frame));
    }

    @Override
    public void ended(int code, String reason) {
        inbox.end(code, reason);
    }
}
