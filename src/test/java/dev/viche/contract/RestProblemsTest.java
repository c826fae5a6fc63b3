package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of REST is a problem document with a code, a sentence that says what to do, and whether to try again. */
@QuarkusTest
class RestProblemsTest {

    private static final String MESSAGES = "/api/v1/rooms/{room}/messages";

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "/api/v1/rooms, limit, 0",
        "/api/v1/rooms, limit, 201",
        "/api/v1/rooms, limit, many",
        "/api/v1/rooms, offset, -1",
        "/api/v1/rooms, offset, 1000001",
        "/api/v1/rooms/{room}/messages, limit, 0",
        "/api/v1/rooms/{room}/messages, limit, 201",
        "/api/v1/rooms/{room}/messages, before, 0",
        "/api/v1/rooms/{room}/messages, after, -1",
        "/api/v1/rooms/{room}/messages, after, x",
        "/api/v1/rooms/{room}/members, limit, 201",
    })
    void aParameterOutOfRangeIsNamed(String path, String parameter, String value) {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = given().queryParam(parameter, value).get(path.replace("{room}", world.room("garden")));

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
        assertThat(answer.<String>path("detail")).contains(parameter);
    }

    @Test
    void beforeAndAfterTogetherMakeNoSense() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = given().queryParam("before", 5).queryParam("after", 1).get(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @Test
    void anImpossibleRoomNameIsABadRequest() {
        // Given
        String tooLong = "x".repeat(51);

        // When
        Response answer = when().get("/api/v1/rooms/{room}", tooLong);

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message_text\":\"x\"                    | invalid_json",
                "not json                                   | invalid_json",
                "[]                                         | invalid_frame",
                "7                                          | invalid_frame",
                "null                                       | invalid_frame",
                "{}                                         | invalid_frame",
                "{\"message_text\":null}                    | invalid_frame",
                "{\"message_text\":7}                       | invalid_frame",
                "{\"message_text\":true}                    | invalid_frame",
                "{\"message_text\":[\"x\"]}                 | invalid_frame",
                "{\"message_text\":{}}                      | invalid_frame",
                "{\"message_text\":\" \"}                   | invalid_frame",
                "{\"message_text\":\"a\\u0000b\"}           | invalid_frame",
                "{\"message_text\":\"x\",\"reply_to\":0}    | invalid_frame",
                "{\"message_text\":\"x\",\"reply_to\":1.5}  | invalid_frame",
                "{\"message_text\":\"x\",\"reply_to\":\"1\"} | invalid_frame",
                "{\"message_text\":\"x\",\"username\":\"\"} | invalid_frame",
                "{\"message_text\":\"x\",\"username\":\"@x\"} | invalid_frame",
                "{\"message_text\":\"x\",\"surplus\":1}     | invalid_frame",
            })
    void aBodyThatIsNoMessageIsABadRequest(String body, String code) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        Response answer = given().contentType(ContentType.JSON).body(body).post(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 400, code, false);
        assertThat(ana.say("the first").seq()).isOne();
    }

    @Test
    void anEmptyBodyIsABadRequest() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = given().contentType(ContentType.JSON).post(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @Test
    void aTextThatIsTooLongIsTooLarge() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = Guest.named("bo").says(world.room("garden"), Map.of("message_text", "x".repeat(1001)));

        // Then
        Problems.assertProblem(answer, 413, "too_long", false);
    }

    @Test
    void aBodyThatIsTooLongIsTooLarge() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = Guest.named("bo").says(world.room("garden"), Map.of("message_text", "x".repeat(70_000)));

        // Then
        Problems.assertProblem(answer, 413, "too_long", false);
    }

    @Test
    void whatIsAnsweredButNotThereIsNotFound() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = Guest.named("bo").says(world.room("garden"), Map.of("message_text", "x", "reply_to", 9));

        // Then
        Problems.assertProblem(answer, 404, "not_found", false);
    }

    @Test
    void anIdempotencyKeyHasTheFormOfAClientMessageId() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = Guest.named("bo").says(world.room("garden"), Map.of("message_text", "x"), "no key");

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Basic YTpi", "Bearer", ""})
    void aTokenThatIsNotGoodIsUnauthorized(String authorization) {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = given().contentType(ContentType.JSON)
                .header("Authorization", authorization)
                .body(Map.of("message_text", "x"))
                .post(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 401, "forbidden", false);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void anImpossibleUsernameIsABadRequest() {
        // Given
        Map<String, String> wish = Map.of("username", "left\u202Eright");

        // When
        Response answer = given().contentType(ContentType.JSON).body(wish).post("/api/v1/guests");

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
        assertThat(answer.<String>path("detail")).contains("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api", "/api/v1", "/api/v1/nowhere", "/api/v2/rooms", "/ws"})
    void aPathThatLeadsNowhereIsNotFound(String path) {
        // Given
        String nowhere = path;

        // When
        Response answer = when().get(nowhere);

        // Then
        Problems.assertProblem(answer, 404, "not_found", false);
    }

    @Test
    void whatAResourceDoesNotDoIsNotAllowed() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = when().delete("/api/v1/rooms/{room}", world.room("garden"));

        // Then
        Problems.assertProblem(answer, 405, "not_found", false);
    }

    @Test
    void aBodyOfAnotherKindIsUnsupported() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer = given().contentType(ContentType.TEXT).body("hi").post(MESSAGES, world.room("garden"));

        // Then
        Problems.assertProblem(answer, 415, "invalid_frame", false);
    }

    @Test
    void anAnswerOfAnotherKindIsNotToBeHad() {
        // Given
        String csv = "text/csv";

        // When
        Response answer = given().accept(csv).get("/api/v1/rooms");

        // Then
        Problems.assertProblem(answer, 406, "invalid_frame", false);
    }
}
