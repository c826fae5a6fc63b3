package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Chorus;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /api/v1/rooms/{room}/messages}: the same log, the same append and the same fan-out as over a socket. */
@QuarkusTest
class RestMessagesTest {

    private static final int VOICES = 200;
    private static final int PATIENCE_SECONDS = 30;
    private static final String MESSAGES = "/api/v1/rooms/{room}/messages";

    @RegisterExtension
    final World world = new World();

    @Test
    void theLogIsReadAsTheFramesOfASocket() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        List<Frame> said = List.of(ana.say("one"), ana.say("two"));

        // When
        Response answer = when().get(MESSAGES, world.room("garden"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(entries(answer)).isEqualTo(said);
        assertThat(answer.path("epoch").toString()).isEqualTo(ana.epoch());
        assertThat((int) answer.path("first_seq")).isOne();
        assertThat((int) answer.path("last_seq")).isEqualTo(2);
        assertThat((boolean) answer.path("has_more")).isFalse();
    }

    /** More than there are connections to the database: none may wait for a second one while it holds a first. */
    @Test
    void manyWhoSpeakAtOnceAreAllHeard() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        String path = "/api/v1/rooms/%s/messages".formatted(world.room("garden"));

        // When
        List<CompletableFuture<Integer>> answers;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(World.server().resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"message_text\":\"me too\"}"))
                    .build();
            answers = IntStream.range(0, VOICES)
                    .mapToObj(_ -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .thenApply(HttpResponse::statusCode))
                    .toList();
        }

        // Then
        assertThat(answers).hasSize(VOICES).extracting(CompletableFuture::join).containsOnly(201);
        ana.awaitsEntry(VOICES);
    }

    @Test
    void pagesWalkBackWithBeforeAndForwardWithAfter() {
        // Given
        world.guest("ana").join("garden");
        Chorus.says(world, "garden", 10, i -> "m" + i);

        // When
        Response newest = given().queryParam("limit", 3).get(MESSAGES, world.room("garden"));
        Response before = given().queryParam("limit", 3).queryParam("before", 8).get(MESSAGES, world.room("garden"));
        Response after = given().queryParam("limit", 3).queryParam("after", 8).get(MESSAGES, world.room("garden"));

        // Then
        assertThat(entries(newest)).extracting(Frame::seq).containsExactly(8L, 9L, 10L);
        assertThat(entries(before)).extracting(Frame::seq).containsExactly(5L, 6L, 7L);
        assertThat((boolean) before.path("has_more")).isTrue();
        assertThat(entries(after)).extracting(Frame::seq).containsExactly(9L, 10L);
        assertThat((boolean) after.path("has_more")).isFalse();
    }

    @Test
    void withoutALimitAPageHasFiftyEntries() {
        // Given
        world.guest("ana").join("garden");
        Chorus.says(world, "garden", 55, i -> "m" + i);

        // When
        Response answer = when().get(MESSAGES, world.room("garden"));

        // Then
        assertThat(entries(answer))
                .extracting(Frame::seq)
                .hasSize(50)
                .startsWith(6L)
                .endsWith(55L);
    }

    @Test
    void whatIsSaidHereIsHeardAtOnceByThoseInTheRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Guest bo = Guest.named(world.guest("bo").name());

        // When
        Response answer = bo.says(world.room("garden"), Map.of("message_text", "over HTTP"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        Frame heard = ana.awaits("over HTTP");
        assertThat(Frame.read(answer.asString())).isEqualTo(heard);
        assertThat(heard.text("user_id")).isEqualTo(bo.userId());
        assertThat(heard.text("username")).isEqualTo(bo.username());
    }

    @Test
    void aGuestWithoutATokenSpeaksUnderTheNameTheyGive() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Map<String, String> message = Map.of("message_text", "just passing", "username", "passer-by");

        // When
        given().contentType(ContentType.JSON)
                .body(message)
                .post(MESSAGES, world.room("garden"))
                .then()
                .statusCode(201);

        // Then
        assertThat(ana.awaits("just passing").text("username")).isEqualTo("passer-by");
    }

    @Test
    void theNameOfSomeonePresentCannotBeBorrowed() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Map<String, String> message = Map.of("message_text", "I am Ana", "username", ana.name());

        // When
        Response answer = given().contentType(ContentType.JSON).body(message).post(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 409, "username_taken", false);
        assertThat(ana.say("am I?").seq()).isOne();
    }

    @Test
    void anAnswerTellsWhatItAnswers() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long question = ana.say("why?").seq();

        // When
        Guest.named("bo").says(world.room("garden"), Map.of("message_text", "because", "reply_to", question));

        // Then
        assertThat(ana.awaits("because").number("reply_to")).isEqualTo(question);
    }

    @Test
    void anIdempotencyKeyMakesAResendHarmless() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Guest bo = Guest.named("bo");
        Response first = bo.says(world.room("garden"), Map.of("message_text", "once"), "key-1");

        // When
        Response second = bo.says(world.room("garden"), Map.of("message_text", "once"), "key-1");

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(world.log().seqs(world.room("garden"), "key-1")).containsExactly(1L);
        assertThat(ana.awaits("once").text("client_message_id")).isEqualTo("key-1");
    }

    @Test
    void anIdempotencyKeyIsTheSocketsClientMessageId() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Frame said = ana.say("once", "key-1");

        // When
        Response answer = new Guest(ana.id().toString(), ana.name(), ana.token())
                .says(world.room("garden"), Map.of("message_text", "once"), "key-1");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Frame.read(answer.asString())).isEqualTo(said);
    }

    @Test
    void anIdempotencyKeyWithAnotherTextIsAConflict() {
        // Given
        world.guest("ana").join("garden");
        Guest bo = Guest.named("bo");
        bo.says(world.room("garden"), Map.of("message_text", "once"), "key-1");

        // When
        Response answer = bo.says(world.room("garden"), Map.of("message_text", "something else"), "key-1");

        // Then
        Problems.assertProblem(answer, 409, "conflict", false);
    }

    @Test
    void anIdempotencyKeyNeedsACallerToBelongTo() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "key-1")
                .body(Map.of("message_text", "whose?"))
                .post(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
        assertThat(answer.path("detail").toString()).contains("/api/v1/guests");
    }

    private static List<Frame> entries(Response answer) {
        return Frame.read(answer.asString())
                .json()
                .path("entries")
                .valueStream()
                .map(Frame::new)
                .toList();
    }
}
