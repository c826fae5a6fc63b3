package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of another origin can send a body without a media type; it must not be able to say something with it. */
@QuarkusTest
class UndeclaredBodyTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void aBodyThatDoesNotSayItIsJsonSaysNothing() throws IOException, InterruptedException {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        HttpResponse<String> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(bare("{\"message_text\":\"not me\"}"), HttpResponse.BodyHandlers.ofString());
        }

        // Then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(ana.say("only this").seq()).isEqualTo(1);
    }

    private HttpRequest bare(String body) {
        URI messages = URI.create("%s/api/v1/rooms/%s/messages".formatted(origin(), world.room("garden")));
        return HttpRequest.newBuilder(messages)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String origin() {
        URI server = World.server();
        return "http://%s:%d".formatted(server.getHost(), server.getPort());
    }
}
