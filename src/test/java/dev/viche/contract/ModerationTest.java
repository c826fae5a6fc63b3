package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What moderators do takes effect on live connections at once, and is written down. */
@QuarkusTest
class ModerationTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void whoIsKickedIsOutOfThatRoomAndMayComeBack() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member bo = world.member("bo");
        ChatClient inHall = world.as(bo).join("hall");
        ChatClient elsewhere = world.as(bo).join("attic");
        ChatClient other = world.guest("cai").join("hall");

        // When
        Response answer = hall.kick(hall.owner(), bo.id());

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(inHall.awaitsClose()).isEqualTo(4003);
        elsewhere.say("still here");
        other.say("still here");
        world.as(bo).join("hall").say("back again");
    }

    @Test
    void whoIsBannedFromARoomIsOutOfItUntilTheBanIsLifted() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member bo = world.member("bo");
        ChatClient inHall = world.as(bo).join("hall");
        ChatClient elsewhere = world.as(bo).join("attic");

        // When
        Response ban = hall.ban(hall.owner(), bo.id());

        // Then
        assertThat(inHall.awaitsClose()).isEqualTo(4004);
        assertThat(world.as(bo).knock("hall").awaitsClose()).isEqualTo(4004);
        Problems.assertProblem(hall.say(bo, "let me in"), 403, "forbidden", false);
        elsewhere.say("still here");

        // When
        Response lifted =
                hall.owner().call().delete("/api/v1/rooms/{room}/bans/{id}", hall.room(), ban.<Integer>path("id"));

        // Then
        assertThat(lifted.statusCode()).as(lifted.asString()).isEqualTo(204);
        world.as(bo).join("hall").say("thank you");
    }

    @Test
    void aGuestIsBannedByTheirIdWhicheverNameTheyTake() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        ChatClient gus = world.guest("gus").join("hall");

        // When
        hall.ban(hall.owner(), gus.id());

        // Then
        assertThat(gus.awaitsClose()).isEqualTo(4004);
        ChatClient renamed =
                world.guest("zoe").with("resume_token", gus.token()).knock("hall");
        assertThat(renamed.awaitsClose()).isEqualTo(4004);
        world.guest("bo").join("hall");
    }

    @Test
    void aBanWithTheAddressKeepsOutWhoeverComesFromThere() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        ChatClient gus = world.guest("gus").join("hall");

        // When
        Response ban = hall.owner()
                .call()
                .body(Map.of("user_id", gus.id(), "with_address", true, "seconds", 600))
                .post("/api/v1/rooms/{room}/bans", hall.room());

        // Then
        assertThat(gus.awaitsClose()).isEqualTo(4004);
        await().until(
                        () -> hall
                                        .owner()
                                        .call()
                                        .get("/api/v1/rooms/{room}/audit", hall.room())
                                        .<List<String>>path("entries.deed")
                                        .stream()
                                        .filter("banned"::equals)
                                        .count()
                                == 2);
        assertThat(world.guest("new").knock("hall").awaitsClose()).isEqualTo(4004);
        // Who keeps order is not shut out for a neighbour.
        world.as(hall.owner()).join("hall");

        // When
        hall.owner().call().delete("/api/v1/rooms/{room}/bans/{id}", hall.room(), ban.<Integer>path("id"));

        // Then
        world.guest("bo").join("hall").say("the air is clear");
    }

    @Test
    void whoIsBannedFromTheServerIsOutEverywhere() {
        // Given
        Member admin = world.admin("olena");
        Member bo = world.member("bo");
        ChatClient garden = world.as(bo).join("garden");
        ChatClient attic = world.as(bo).join("attic");
        ChatClient other = world.guest("cai").join("garden");

        // When
        Response ban = admin.call()
                .body(Map.of("user_id", bo.name(), "reason", "spam everywhere"))
                .post("/api/v1/bans");

        // Then
        assertThat(ban.statusCode()).as(ban.asString()).isEqualTo(201);
        assertThat(garden.awaitsClose()).isEqualTo(4004);
        assertThat(attic.awaitsClose()).isEqualTo(4004);
        assertThat(world.as(bo).knock("cellar").awaitsClose()).isEqualTo(4004);
        Response said =
                bo.call().body(Map.of("message_text", "x")).post("/api/v1/rooms/{room}/messages", world.room("garden"));
        Problems.assertProblem(said, 403, "forbidden", false);
        assertThat(said.<String>path("detail")).contains("spam everywhere");
        Problems.assertProblem(
                bo.call().body(Map.of("room_name", world.room("mine"))).post("/api/v1/rooms"), 403, "forbidden", false);
        other.say("still here");
        assertThat(admin.call().get("/api/v1/audit?limit=5").<List<String>>path("entries.deed"))
                .contains("banned");
    }

    @Test
    void theServersBansAndTrailAreForAdminsOnly() {
        // Given
        Member bo = world.member("bo");

        // Then
        Problems.assertProblem(bo.call().get("/api/v1/bans"), 403, "forbidden", false);
        Problems.assertProblem(bo.call().get("/api/v1/audit"), 403, "forbidden", false);
        Problems.assertProblem(
                bo.call().body(Map.of("address", "192.0.2.1")).post("/api/v1/bans"), 403, "forbidden", false);
        Problems.assertProblem(
                bo.call().body(Map.of("user_id", UUID.randomUUID())).post("/api/v1/bans"), 403, "forbidden", false);
        Problems.assertProblem(Member.json().get("/api/v1/audit"), 401, "forbidden", false);
    }

    @Test
    void whoIsMutedReadsAndDoesNotSpeakUntilTheyAreUnmuted() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member bo = world.member("bo");
        ChatClient live = world.as(bo).join("hall");
        long own = live.say("before").seq();

        // When
        Response mute = hall.mute(hall.owner(), bo.id());
        Frame told = live.awaits("notice", frame -> frame.text("kind").equals("moderation"));

        // Then
        assertThat(told.text("text")).contains("muted").contains("shouting");
        live.send("chat_message", Map.of("message_text", "but", "client_message_id", "one"));
        assertThat(live.awaitsError("muted").text("client_message_id")).isEqualTo("one");
        live.send("edit_message", Map.of("seq", own, "message_text", "around it"));
        live.awaitsError("muted");
        Problems.assertProblem(hall.say(bo, "over REST"), 403, "muted", false);
        world.as(bo)
                .join("hall")
                .send("chat_message", Map.of("message_text", "again"))
                .awaitsError("muted");
        hall.said(hall.owner(), "you still hear us");
        live.awaits("you still hear us");

        // When
        hall.owner().call().delete("/api/v1/rooms/{room}/mutes/{id}", hall.room(), mute.<Integer>path("id"));

        // Then
        live.awaits("notice", frame -> frame.text("text").contains("speak here again"));
        live.say("after");
    }

    @Test
    void allThatSomeoneSaidIsDeletedAtOnce() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        ChatClient bo = world.guest("bo").join("hall");
        ChatClient cai = world.guest("cai").join("hall");
        cai.say("mine");
        for (int i = 0; i < 5; i++) {
            bo.say("spam " + i);
        }

        // When
        Response answer = hall.owner()
                .call()
                .delete("/api/v1/rooms/{room}/members/{user}/messages?reason=spam", hall.room(), bo.id());

        // Then
        assertThat(answer.<Integer>path("deleted")).isEqualTo(5);
        for (int seq = 2; seq <= 6; seq++) {
            long target = seq;
            cai.awaits("message_deleted", frame -> frame.number("target_seq") == target);
        }
        assertThat(String.join(" ", world.log().values(hall.room())))
                .contains("mine")
                .doesNotContain("spam ");
    }

    @Test
    void theTrailTellsWhoDidWhatToWhomAndWhy() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member mod = hall.appoint(world.member("mo"), "moderator");
        ChatClient bo = world.guest("bo").join("hall");
        long seq = bo.say("rude").seq();
        mod.call().delete("/api/v1/rooms/{room}/messages/{seq}?reason=rude", hall.room(), seq);
        hall.mute(mod, bo.id());
        hall.change(mod, Map.of("topic", "peace", "reason", "calm down"));

        // When
        Response trail = mod.call().get("/api/v1/rooms/{room}/audit", hall.room());

        // Then
        assertThat(trail.<List<String>>path("entries.deed"))
                .containsExactly("room_changed", "muted", "message_deleted", "role_given", "room_created");
        assertThat(trail.<String>path("entries[2].actor")).isEqualTo(mod.name());
        assertThat(trail.<String>path("entries[2].username")).isEqualTo(bo.name());
        assertThat(trail.<String>path("entries[2].detail")).isEqualTo(Long.toString(seq));
        assertThat(trail.<String>path("entries[2].reason")).isEqualTo("rude");
        assertThat(trail.<String>path("entries[1].reason")).isEqualTo("shouting");
        assertThat(trail.<String>path("entries[0].detail")).isEqualTo("topic: peace");
    }

    @Test
    void aModeratorWhoIsBannedRulesNothingAnyMore() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member mod = hall.appoint(world.member("mo"), "moderator");
        ChatClient bo = world.guest("bo").join("hall");
        long seq = bo.say("fine words").seq();

        // When
        hall.ban(hall.owner(), mod.id());

        // Then
        assertThat(hall.kick(mod, bo.id()).statusCode()).isEqualTo(403);
        assertThat(mod.call()
                        .delete("/api/v1/rooms/{room}/messages/{seq}", hall.room(), seq)
                        .statusCode())
                .isEqualTo(403);
        bo.say("still here");
    }

    @Test
    void nobodyIsMutedByAnotherRoomsNumber() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member bo = world.member("bo");
        int mute = hall.mute(hall.owner(), bo.id()).path("id");
        Member eva = world.member("eva");
        String court = world.room("court");
        eva.call().body(Map.of("room_name", court)).post("/api/v1/rooms");

        // When
        Response answer = eva.call().delete("/api/v1/rooms/{room}/mutes/{id}", court, mute);

        // Then
        Problems.assertProblem(answer, 404, "not_found", false);
        Problems.assertProblem(hall.say(bo, "x"), 403, "muted", false);
    }
}
