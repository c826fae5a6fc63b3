package dev.viche.support;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Someone who says a great deal, many things at a time and over REST, where no socket's pace holds them back. */
public final class Chorus implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int VOICES = 32;
    private static final int CREATED = 201;

    private final String messages;
    private final String token;
    private final ExecutorService voices = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failed = new AtomicInteger();

    private Chorus(String messages, String token) {
        this.messages = messages;
        this.token = token;
    }

    /** Says that many things, counted from 1, in a room somebody has entered before; all are stored on return. */
    public static void says(World world, String room, int count, IntFunction<String> text) {
        try (Chorus chorus = begins(world, room, count, text)) {
            assert chorus != null;
        }
    }

    /** As {@link #says}, without waiting: all are stored once it is closed. */
    public static Chorus begins(World world, String room, int count, IntFunction<String> text) {
        String token = Frame.read(
                        post("/api/v1/guests", Map.of("username", "chorus")).body())
                .json()
                .path("resume_token")
                .asText();
        Chorus chorus = new Chorus("/api/v1/rooms/" + World.encode(world.room(room)) + "/messages", token);
        chorus.begin(count, text);
        return chorus;
    }

    private void begin(int count, IntFunction<String> text) {
        AtomicInteger next = new AtomicInteger();
        for (int voice = 0; voice < VOICES; voice++) {
            voices.execute(() -> {
                for (int i = next.incrementAndGet(); i <= count; i = next.incrementAndGet()) {
                    say(text.apply(i));
                }
            });
        }
    }

    private void say(String text) {
        var answer = post(messages, Map.of("message_text", text), "Authorization", "Bearer " + token);
        if (answer.statusCode() != CREATED) {
            failed.incrementAndGet();
        }
    }

    /** Waits until all is said. */
    @Override
    public void close() {
        voices.close();
        if (failed.get() > 0) {
            throw new AssertionError(failed + " messages of the chorus were refused");
        }
    }

    private static HttpResponse<String> post(String path, Map<String, String> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(World.server().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Frame.json(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
