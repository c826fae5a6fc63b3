package dev.viche.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One connection: whole frames in and out, and how it ended. */
final class Line implements WebSocket.Listener {

    /** RFC 6455 section 7.1.5: ended without a close frame. */
    static final int ABNORMAL = 1006;

    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BiConsumer<String, JsonNode> heard;
    private final WebSocket socket;
    private final StringBuilder pieces = new StringBuilder();
    private volatile boolean broken;
    private volatile @Nullable Throwable fault;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    /** @param heard gets type and payload of each frame, one after another */
    Line(URI uri, BiConsumer<String, JsonNode> heard) {
        this.heard = heard;
        this.socket = within(HTTP.newWebSocketBuilder().buildAsync(uri, this));
    }

    /** Sends a frame; false when the connection has ended. */
    synchronized boolean send(String type, Map<String, ?> payload) {
        String frame =
                JSON.valueToTree(Map.of("type", type, "payload", payload)).toString();
        try {
            var _ = within(socket.sendText(frame, true));
            return true;
        } catch (CompletionException e) {
            broken = true;
            // A close frame that is underway still counts; but of a reset that a write met first, the JDK tells nobody.
            end.completeOnTimeout(ABNORMAL, LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
    }

    /** Hangs up without a word. */
    void abort() {
        socket.abort();
        end.complete(ABNORMAL);
    }

    boolean hasEnded() {
        return broken || end.isDone();
    }

    /** For whoever waits in vain. */
    String howItIs() {
        if (!hasEnded()) {
            return "the connection is open";
        }
        return "the connection ended with %s (%s)".formatted(end.getNow(ABNORMAL), fault);
    }

    /** Waits for the end and tells the close code. */
    int awaitEnd() {
        return within(end);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
        pieces.append(piece);
        if (last) {
            try {
                JsonNode frame = JSON.readTree(pieces.toString());
                heard.accept(frame.path("type").asText(), frame.path("payload"));
            } catch (JsonProcessingException e) {
                throw new AssertionError("a frame is no JSON", e);
            } finally {
                pieces.setLength(0);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        fault = error;
        end.complete(ABNORMAL);
    }

    /** The value of a future, which may take as long as anything may. */
    static <T> T within(CompletableFuture<T> future) {
        return future.orTimeout(ServerProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
