package dev.viche.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.ServerProcess;
import dev.viche.support.TextSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** One connection: whole frames in and out, and how it ended. */
final class Line implements TextSocket.Listener {

    /** RFC 6455 section 7.1.5: ended without a close frame. */
    static final int ABNORMAL = TextSocket.ABNORMAL;

    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BiConsumer<String, JsonNode> heard;
    private final TextSocket socket;
    private volatile boolean broken;
    private volatile String farewell = "";
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    /** Where that server's room is entered with that query. */
    static URI uri(ServerProcess server, String room, Map<String, ?> query) {
        String words = query.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + URLEncoder.encode(String.valueOf(each.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create("ws://127.0.0.1:%d/ws/%s?%s".formatted(server.port(), room, words));
    }

    /** @param heard gets type and payload of each frame, one after another */
    Line(URI uri, BiConsumer<String, JsonNode> heard) {
        this.heard = heard;
        this.socket = within(TextSocket.open(uri, Map.of(), null, this));
    }

    /** Sends a frame; false when the connection has ended. */
    synchronized boolean send(String type, Map<String, ?> payload) {
        String frame =
                JSON.valueToTree(Map.of("type", type, "payload", payload)).toString();
        try {
            within(socket.send(frame));
            return true;
        } catch (CompletionException e) {
            broken = true;
            // A close frame that is underway still counts.
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
        return "the connection ended with %s (%s)".formatted(end.getNow(ABNORMAL), farewell);
    }

    /** Waits for the end and tells the close code. */
    int awaitEnd() {
        return within(end);
    }

    @Override
    public void text(String frame) {
        try {
            JsonNode read = JSON.readTree(frame);
            heard.accept(read.path("type").asText(), read.path("payload"));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a frame is no JSON", e);
        }
    }

    @Override
    public void ended(int code, String reason) {
        farewell = reason;
        end.complete(code);
    }

    /** The value of a future, which may take as long as anything may. */
    static <T> T within(CompletableFuture<T> future) {
        return future.orTimeout(ServerProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
