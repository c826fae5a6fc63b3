package dev.viche.delivery;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.viche.hooks.Hook;
import dev.viche.messages.Change;
import dev.viche.protocol.FrameWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls a webhook. Follows no redirect, reads no answer, and has seconds for all of it. */
final class HookCaller {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int OK_FIRST = 200;
    private static final int OK_LAST = 299;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Targets targets;
    private final InstantSource clock;

    HookCaller(Targets targets, InstantSource clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /** Tells it of these. Returns what went wrong, in a few words; null when it took them. */
    @Nullable
    String call(Hook hook, List<Change> entries) {
        URI url = URI.create(hook.url());
        String objection = targets.objection(url);
        if (objection != null) {
            return objection;
        }
        String body = body(hook, entries);
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Viche")
                .header("X-Viche-Webhook", Long.toString(hook.id()))
                .header("X-Viche-Timestamp", Long.toString(timestamp))
                .header("X-Viche-Signature", Signature.of(hook.secret(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= OK_FIRST && status <= OK_LAST ? null : "it answered " + status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the server stopped";
        } catch (IOException e) {
            return "it cannot be reached (" + e.getClass().getSimpleName() + ")";
        }
    }

    private static String body(Hook hook, List<Change> entries) {
        String name = new String(JsonStringEncoder.getInstance().quoteAsString(hook.roomName()));
        String frames = entries.stream()
                .map(change -> new String(FrameWriter.json(change.frame()), StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        return "{\"room_name\":\"%s\",\"entries\":[%s]}".formatted(name, frames);
    }
}
