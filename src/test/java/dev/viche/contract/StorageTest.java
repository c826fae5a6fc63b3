package dev.viche.contract;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.LogFile;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While another process keeps the database locked nobody is told that anything was said, and then all goes on. */
@QuarkusTest
class StorageTest {

    private static final int MOST_INSTANCES = 3;

    @RegisterExtension
    final World world = new World();

    @Test
    void whatCannotBeStoredIsNotSaidAndMayBeSentAgain() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        Frame error;
        Response ready;

        // When
        try (LogFile.Lock lock = world.log().lock()) {
            assertThat(lock).isNotNull();
            ana.send("chat_message", Map.of("message_text", "hello?", "client_message_id", "c"));
            error = ana.awaitsError("storage_unavailable");
            // Of several instances the one that could not write knows; whoever asks is sent to each in turn.
            Response[] answer = new Response[1];
            world.assertKnown(() -> {
                answer[0] = askedForReadiness();
                assertThat(answer[0].statusCode()).isEqualTo(503);
            });
            ready = answer[0];
        }

        // Then
        assertThat(error.flag("retry")).isTrue();
        assertThat(error.text("client_message_id")).isEqualTo("c");
        assertThat(ready.<String>path("checks.find { it.name == 'storage' }.data.reason"))
                .isNotBlank();
        assertThat(bo.heard("chat_message")).isEmpty();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Stream.generate(StorageTest::askedForReadiness)
                        .limit(MOST_INSTANCES)
                        .allMatch(answer -> answer.statusCode() == 200));
        assertThat(ana.say("hello?", "c").seq()).isOne();
        bo.awaits("hello?");
    }

    private static Response askedForReadiness() {
        return when().get("/health/ready");
    }
}
