package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A room from its making to its archive, and those who come by invitation. */
@QuarkusTest
class RoomLifeTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void whoMakesARoomOwnsItAndNobodyMakesItAgain() {
        // Given
        Member ana = world.member("ana");
        Hall hall = Hall.made(world, ana, "open");

        // When
        Response again = world.member("bo")
                .call()
                .body(Map.of("room_name", hall.room().toUpperCase(java.util.Locale.ROOT)))
                .post("/api/v1/rooms");

        // Then
        Problems.assertProblem(again, 409, "conflict", false);
        assertThat(ana.call().get("/api/v1/memberships").<List<String>>path("rooms.room_name"))
                .containsExactly(hall.room());
    }

    @Test
    void whoIsTheFirstInARoomOwnsItWhereTheyHaveAnAccount() {
        // Given
        Member ana = world.member("ana");
        world.as(ana).join("court");
        world.guest("bo").join("green");

        // When
        Response owned = ana.call().get("/api/v1/rooms/{room}", world.room("court"));
        Response ownerless = ana.call().get("/api/v1/rooms/{room}/roles", world.room("green"));

        // Then
        assertThat(owned.<String>path("role")).isEqualTo("owner");
        assertThat(ownerless.<List<String>>path("roles")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"room_name\":\"@bo\"}",
                "{\"room_name\":\"\"}",
                "{\"room_name\":\"x\",\"kind\":\"ajar\"}"
            })
    void whatNamesNoRoomMakesNone(String wish) {
        // Given
        Member ana = world.member("ana");

        // When
        Response answer = ana.call().body(wish).post("/api/v1/rooms");

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"slow_mode\":-1}", "{\"slow_mode\":21601}", "{\"retention\":3651}", "{\"kind\":\"ajar\"}"})
    void whatIsOutOfRangeChangesNothing(String change) {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");

        // When
        Response answer = hall.owner().call().body(change).patch("/api/v1/rooms/{room}", hall.room());

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @Test
    void aClosedRoomIsListedNowhereButForItsMembers() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "closed");
        hall.said(hall.owner(), "secret");

        // When
        List<String> listed = Member.json().get("/api/v1/rooms?limit=200").path("rooms.room_name");

        // Then
        assertThat(listed).doesNotContain(hall.room());
        Problems.assertProblem(Member.json().get("/api/v1/rooms/{room}", hall.room()), 404, "room_not_found", false);
        Problems.assertProblem(
                Member.json().get("/api/v1/rooms/{room}", hall.room() + "x"), 404, "room_not_found", false);
    }

    @Test
    void aRoomThatIsClosedIsLeftByThoseWhoAreNotItsMembers() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member bo = hall.appoint(world.member("bo"), "member");
        ChatClient stranger = world.guest("gus").join("hall");
        ChatClient member = world.as(bo).join("hall");

        // When
        hall.changed(Map.of("kind", "closed"));

        // Then
        assertThat(stranger.awaitsClose()).isEqualTo(1008);
        assertThat(member.say("among us").says("among us")).isTrue();
    }

    @Test
    void whoIsPutOutOfAClosedRoomIsOutAtOnce() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "closed");
        Member bo = hall.appoint(world.member("bo"), "member");
        ChatClient live = world.as(bo).join("hall");

        // When
        Response answer = hall.owner().call().delete("/api/v1/rooms/{room}/roles/{user}", hall.room(), bo.id());

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(live.awaitsClose()).isEqualTo(1008);
        world.as(bo).knock("hall").awaitsError("room_not_found");
    }

    @Test
    void aCodeLetsAccountsInUntilItIsRevoked() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "closed");
        Response made = hall.owner().call().body("{}").post("/api/v1/rooms/{room}/codes", hall.room());
        Map<String, String> code = Map.of("code", made.path("code"));
        Member bo = world.member("bo");
        Member cai = world.member("cai");

        // When
        Response first = bo.call().body(code).post("/api/v1/memberships");
        int id = made.path("code_id");
        hall.owner().call().delete("/api/v1/rooms/{room}/codes/{id}", hall.room(), id);
        Response second = cai.call().body(code).post("/api/v1/memberships");

        // Then
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(first.<String>path("room_name")).isEqualTo(hall.room());
        world.as(bo).join("hall").say("here I am");
        Problems.assertProblem(second, 404, "not_found", false);
        Problems.assertProblem(
                cai.call().body(Map.of("code", "wrong")).post("/api/v1/memberships"), 404, "not_found", false);
    }

    @Test
    void theOnlyOwnerCannotGoBeforeThereIsAnother() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member bo = world.member("bo");

        // When
        Response alone = hall.owner()
                .call()
                .delete(
                        "/api/v1/rooms/{room}/roles/{user}",
                        hall.room(),
                        hall.owner().id());
        hall.appoint(bo, "owner");
        Response together = hall.owner()
                .call()
                .delete(
                        "/api/v1/rooms/{room}/roles/{user}",
                        hall.room(),
                        hall.owner().id());

        // Then
        Problems.assertProblem(alone, 409, "conflict", false);
        assertThat(together.statusCode()).isEqualTo(204);
    }

    @Test
    void aRenamedRoomIsFoundByBothNamesAndKeepsItsPeople() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        ChatClient bo = world.guest("bo").join("hall");

        // When
        hall.changed(Map.of("room_name", world.room("court")));

        // Then
        assertThat(bo.awaits("notice", frame -> frame.text("kind").equals("moderation"))
                        .text("text"))
                .contains(world.room("court"));
        ChatClient byNew = world.guest("cai").join("court");
        ChatClient byOld = world.guest("dan").join("hall");
        assertThat(byOld.welcome().text("room_name")).isEqualTo(world.room("court"));
        byNew.say("all here");
        bo.awaits("all here");
        byOld.awaits("all here");
        Response taken = world.member("eva")
                .call()
                .body(Map.of("room_name", world.room("hall")))
                .post("/api/v1/rooms");
        Problems.assertProblem(taken, 409, "conflict", false);
    }

    @Test
    void anArchivedRoomIsReadAndNotSpokenIn() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        hall.said(hall.owner(), "for the record");
        ChatClient live = world.as(hall.owner()).join("hall");

        // When
        hall.changed(Map.of("archived", true));

        // Then
        live.awaits("notice", frame -> frame.text("kind").equals("moderation"));
        live.send("chat_message", Map.of("message_text", "one more"));
        live.awaitsError("forbidden");
        Problems.assertProblem(hall.say(hall.owner(), "one more"), 403, "forbidden", false);
        assertThat(Member.json()
                        .get("/api/v1/rooms/{room}/messages", hall.room())
                        .<List<String>>path("entries.payload.message_text"))
                .containsExactly("for the record");
        assertThat(Member.json().get("/api/v1/rooms?limit=200").<List<String>>path("rooms.room_name"))
                .doesNotContain(hall.room());
    }

    @Test
    void inSlowModeEveryoneButModeratorsWaits() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open").changed(Map.of("slow_mode", 600));
        ChatClient bo = world.guest("bo").join("hall");
        ChatClient owner = world.as(hall.owner()).join("hall");
        bo.say("first", "one");

        // When
        bo.send("chat_message", Map.of("message_text", "second", "client_message_id", "two"));

        // Then
        assertThat(bo.awaitsError("rate_limited").text("client_message_id")).isEqualTo("two");
        bo.say("first", "one");
        owner.say("first of mine");
        owner.say("second of mine");
        assertThat(hall.say(world.member("cai"), "over REST").statusCode()).isEqualTo(201);
    }
}
