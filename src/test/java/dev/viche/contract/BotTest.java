package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bot does in its room what its token says, and nothing elsewhere. */
@QuarkusTest
class BotTest {

    @RegisterExtension
    final World world = new World();

    private record Made(String id, String name, String token) {
        RequestSpecification call() {
            return Member.json().header("Authorization", "Bearer " + token);
        }
    }

    private Made made(Hall hall, String... scopes) {
        Response answer = hall.owner()
                .call()
                .body(Map.of("username", world.guest("bot").name(), "scopes", List.of(scopes)))
                .post("/api/v1/rooms/{room}/bots", hall.room());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return new Made(answer.path("user_id"), answer.path("username"), answer.path("token"));
    }

    private ChatClient socket(Made bot) {
        return world.client(null).header("Authorization", "Bearer " + bot.token());
    }

    @ParameterizedTest(name = "{0}: reads {1}, writes {2}, moderates {3}")
    @CsvSource({
        "read, true, false, false",
        "write, false, false, false",
        "read write, true, true, false",
        "read moderate, true, false, true",
        "read write moderate, true, true, true"
    })
    void aTokenIsGoodForItsScopesOverRest(String scopes, boolean reads, boolean writes, boolean moderates) {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "closed");
        Made bot = made(hall, scopes.split(" ", -1));
        Response appointed = hall.owner()
                .call()
                .body(Map.of("role", "moderator"))
                .put("/api/v1/rooms/{room}/roles/{user}", hall.room(), bot.id());
        assertThat(appointed.statusCode()).isEqualTo(204);
        Member bo = hall.appoint(world.member("bo"), "member");

        // When
        Response read = bot.call().get("/api/v1/rooms/{room}/messages", hall.room());
        Response said =
                bot.call().body(Map.of("message_text", "beep")).post("/api/v1/rooms/{room}/messages", hall.room());
        Response kicked = bot.call().body(Map.of("user_id", bo.id())).post("/api/v1/rooms/{room}/kicks", hall.room());

        // Then
        assertThat(read.statusCode()).isEqualTo(reads ? 200 : 404);
        assertThat(said.statusCode()).isEqualTo(writes ? 201 : reads ? 403 : 404);
        assertThat(kicked.statusCode()).isEqualTo(moderates ? 204 : 403);
    }

    @Test
    void overASocketItReadsAndSpeaksUnderItsName() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "closed");
        Made bot = made(hall, "read", "write");
        ChatClient owner = world.as(hall.owner()).join("hall");

        // When
        ChatClient live = socket(bot).join("hall");
        owner.say("hello, bot");
        live.awaits("hello, bot");
        live.say("beep");

        // Then
        assertThat(owner.awaits("beep").text("username")).isEqualTo(bot.name());
    }

    @Test
    void aReaderHearsAndSaysNothing() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        ChatClient live = socket(made(hall, "read")).join("hall");

        // When
        live.send("chat_message", Map.of("message_text", "beep", "client_message_id", "one"));

        // Then
        assertThat(live.awaitsError("forbidden").text("client_message_id")).isEqualTo("one");
    }

    @Test
    void elsewhereItsTokenIsGoodForNothing() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Made bot = made(hall, "read", "write", "moderate");
        world.guest("bo").join("attic").say("public");

        // Then
        Problems.assertProblem(
                bot.call().get("/api/v1/rooms/{room}/messages", world.room("attic")), 404, "room_not_found", false);
        socket(bot).knock("attic").awaitsError("room_not_found");
        socket(bot).knock("never-there").awaitsError("room_not_found");
        assertThat(Member.json()
                        .get("/api/v1/rooms/{room}", world.room("never-there"))
                        .statusCode())
                .isEqualTo(404);
        for (String path : List.of("/api/v1/accounts/me", "/api/v1/logins", "/api/v1/memberships", "/api/v1/bans")) {
            Problems.assertProblem(bot.call().get(path), 403, "forbidden", false);
        }
        Problems.assertProblem(
                bot.call().body(Map.of("room_name", world.room("mine"))).post("/api/v1/rooms"),
                403,
                "forbidden",
                false);
        Problems.assertProblem(
                bot.call()
                        .body(Map.of("username", world.guest("bot2").name(), "scopes", List.of("read")))
                        .post("/api/v1/rooms/{room}/bots", hall.room()),
                403,
                "forbidden",
                false);
    }

    @Test
    void aDeletedBotIsOutAtOnce() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Made bot = made(hall, "read", "write");
        ChatClient live = socket(bot).join("hall");

        // When
        Response answer = hall.owner().call().delete("/api/v1/rooms/{room}/bots/{user}", hall.room(), bot.id());

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        assertThat(live.awaitsClose()).isEqualTo(4403);
        Problems.assertProblem(bot.call().get("/api/v1/rooms/{room}/messages", hall.room()), 401, "forbidden", false);
        assertThat(hall.owner()
                        .call()
                        .get("/api/v1/rooms/{room}/bots", hall.room())
                        .<List<String>>path("bots"))
                .isEmpty();
    }

    @Test
    void whatCanSendNoHeaderSpeaksByItsAddress() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Made bot = made(hall, "write");
        ChatClient bo = world.guest("bo").join("hall");

        // When
        Response first = Member.json().body(Map.of("text", "build passed")).post("/api/v1/hooks/{token}", bot.token());
        Response wrong = Member.json().body(Map.of("text", "x")).post("/api/v1/hooks/{token}", bot.token() + "x");

        // Then
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(204);
        assertThat(bo.awaits("build passed").text("username")).isEqualTo(bot.name());
        Problems.assertProblem(wrong, 404, "not_found", false);
    }

    @Test
    void onlyOwnersMakeBots() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member mod = hall.appoint(world.member("mo"), "moderator");

        // When
        Response answer = mod.call()
                .body(Map.of("username", world.guest("bot").name(), "scopes", List.of("read")))
                .post("/api/v1/rooms/{room}/bots", hall.room());

        // Then
        Problems.assertProblem(answer, 403, "forbidden", false);
    }
}
