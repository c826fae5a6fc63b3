package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Frame;
import dev.viche.support.LogFile;
import dev.viche.support.RawSocket;
import dev.viche.support.ServerProcess;
import dev.viche.support.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is secret, and what people say and are called, stands in no log and in no answer that is not theirs. */
class SecretsIT {

    private static final String WORDS = "xyzzy-the-words-of-ana";
    private static final String NAME = "xyzzy-ana";
    private static final String WRONG = "xyzzy-no-token-of-ours";

    @RegisterExtension
    final Machine machine = new Machine().with("QUARKUS_LOG_CATEGORY__DEV_VICHE__LEVEL", "DEBUG");

    private final List<String> answers = new ArrayList<>();

    @Test
    void noLogAndNoAnswerTellsASecret() throws Exception {
        // Given: someone whose token, words and name go every way they can
        ServerProcess server = machine.start();
        URI uri = URI.create("http://127.0.0.1:" + server.port());
        String token;
        try (RawSocket ana = new RawSocket(uri);
                RawSocket again = new RawSocket(uri)) {
            ana.open("/ws/garden?username=" + NAME);
            token = ana.awaits("welcome").text("resume_token");
            again.open("/ws/garden?resume_token=" + token).awaits("welcome");
            ana.say(Frame.write("chat_message", Map.of("message_text", WORDS))).awaits("chat_message");
            ana.say("{\"type\":\"chat_message\",\"payload\":{\"" + WORDS).awaits("error");
            ana.say(Frame.write("private_message", Map.of("to", NAME, "message_text", WORDS)))
                    .awaits("error");
            ana.say(Frame.write("join_room", Map.of("room_name", "attic", "resume_token", token)))
                    .awaits("error");
            again.frame(RawSocket.BINARY, true, (byte) 1).awaitsClose();
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String bearer : List.of(token, WRONG)) {
                call(http, uri, "GET", "/api/v1/rooms/@xyzzy/messages", bearer, "");
                call(
                        http,
                        uri,
                        "POST",
                        "/api/v1/rooms/nowhere/messages",
                        bearer,
                        "{\"message_text\":\"" + WORDS + "\"}");
                call(http, uri, "POST", "/api/v1/guests", bearer, "{\"" + WORDS);
            }
            // When
            for (String path :
                    List.of("/health", "/metrics", "/openapi", "/api/v1/rooms", "/nowhere?resume_token=" + token)) {
                call(http, uri, "GET", path, token, "");
            }
        }
        server.terminate();
        assertThat(server.awaitExit()).isZero();

        // Then
        byte[] key = new LogFile(Store.in(machine.data())).tokenKey();
        assertThat(key).hasSize(32);
        List<String> secrets = Stream.of(
                        HexFormat.of().formatHex(key),
                        Base64.getEncoder().withoutPadding().encodeToString(key),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                        token,
                        WRONG,
                        WORDS)
                .toList();
        assertThat(answers).hasSizeGreaterThan(10);
        assertThat(answers.stream().filter(answer -> secrets.stream().anyMatch(answer::contains)))
                .isEmpty();
        assertThat(secrets.stream().filter(server.log()::contains)).isEmpty();
        assertThat(server.log()).contains("Listening on").doesNotContain(NAME);
    }

    private void call(HttpClient http, URI server, String method, String path, String bearer, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        answers.add(answer.headers().map() + answer.body());
    }
}
