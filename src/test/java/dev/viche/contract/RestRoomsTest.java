package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/v1}: rooms, who is in them, and guests without a socket. */
@QuarkusTest
class RestRoomsTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void theMostRecentlyActiveRoomComesFirst() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("in the garden");
        Frame before = world.guest("bo").join("attic").say("in the attic");
        // Rooms are ordered by milliseconds, and a fast server says both within one.
        await().until(() -> Instant.now().isAfter(before.time("sent_at").plusMillis(1)));
        Frame last = ana.say("in the garden again");

        // When
        Response answer = when().get("/api/v1/rooms");

        // Then
        assertThat(answer.<List<String>>path("rooms.room_name")).startsWith(world.room("garden"), world.room("attic"));
        assertThat(answer.<Integer>path("rooms[0].member_count")).isOne();
        assertThat(answer.<Integer>path("rooms[0].last_seq")).isEqualTo(2);
        assertThat(Instant.parse(answer.path("rooms[0].last_activity"))).isEqualTo(last.time("sent_at"));
    }

    @Test
    void pagesOfRoomsFollowEachOther() {
        // Given
        for (String room : List.of("one", "two", "three")) {
            world.guest("ana").join(room).say("hi");
        }

        // When
        Response first = given().queryParam("limit", 2).get("/api/v1/rooms");
        Response second = given().queryParam("limit", 2)
                .queryParam("offset", first.<Integer>path("next"))
                .get("/api/v1/rooms");

        // Then
        assertThat(first.<List<String>>path("rooms.room_name")).containsExactly(world.room("three"), world.room("two"));
        assertThat(second.<List<String>>path("rooms.room_name")).startsWith(world.room("one"));
    }

    @Test
    void theLastPageOfRoomsNamesNoNext() {
        // Given
        world.guest("ana").join("garden");

        // When
        Response answer =
                given().queryParam("limit", 1).queryParam("offset", 1_000_000).get("/api/v1/rooms");

        // Then
        assertThat(answer.<List<Object>>path("rooms")).isEmpty();
        assertThat(answer.<Object>path("next")).isNull();
    }

    @Test
    void directConversationsAreInNoList() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");
        ana.say("aloud");

        // When
        Response answer = given().queryParam("limit", 200).get("/api/v1/rooms");

        // Then
        assertThat(answer.<List<String>>path("rooms.room_name"))
                .contains(world.room("garden"))
                .noneMatch(name -> name.startsWith("@"));
    }

    @Test
    void oneRoomIsFoundByAnyWayToWriteItsName() {
        // Given
        world.guest("ana").join("The Garden/é").say("hi");

        // When
        Response answer = when().get("/api/v1/rooms/{room}", world.room("the garden/É"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("room_name")).isEqualTo(world.room("The Garden/é"));
        assertThat(answer.<Integer>path("member_count")).isOne();
        assertThat(answer.<Integer>path("last_seq")).isOne();
    }

    @Test
    void theMembersAreThosePresentLongestFirst() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        world.guest("cy").join("garden").leave();

        // When: at another instance Cy is gone a moment later.
        world.assertKnown(() -> when().get("/api/v1/rooms/{room}/members", world.room("garden"))
                .then()
                .body("member_count", equalTo(2)));
        Response answer = when().get("/api/v1/rooms/{room}/members", world.room("garden"));

        // Then
        assertThat(answer.<List<Map<String, String>>>path("members"))
                .containsExactly(
                        Map.of("user_id", ana.id().toString(), "username", ana.name()),
                        Map.of("user_id", bo.id().toString(), "username", bo.name()));
        assertThat(answer.<Integer>path("member_count")).isEqualTo(2);
    }

    @Test
    void membersAreListedUpToTheLimitAndAllAreCounted() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        world.guest("bo").join("garden");

        // When
        Response answer = given().queryParam("limit", 1).get("/api/v1/rooms/{room}/members", world.room("garden"));

        // Then
        assertThat(answer.<List<String>>path("members.username")).containsExactly(ana.name());
        assertThat(answer.<Integer>path("member_count")).isEqualTo(2);
    }

    @Test
    void aRoomWhereNobodyIsAnyMoreIsStillThere() {
        // Given
        world.guest("ana").join("garden").leave();

        // Then: at another instance she is gone a moment later.
        world.assertKnown(() -> {
            Response answer = when().get("/api/v1/rooms/{room}/members", world.room("garden"));
            assertThat(answer.<Integer>path("member_count")).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/members", "/messages"})
    void aRoomNobodyEverEnteredIsNotFound(String resource) {
        // Given
        String room = world.room("nowhere");

        // When
        Response answer = when().get("/api/v1/rooms/{room}" + resource, room);

        // Then
        Problems.assertProblem(answer, 404, "room_not_found", false);
    }

    @Test
    void aNewGuestIsWhoTheirTokenSaysOnASocketToo() {
        // Given
        String name = world.guest("ana").name();

        // When
        Guest guest = Guest.named(name);

        // Then
        assertThat(guest.username()).isEqualTo(name);
        ChatClient socket =
                world.client(null).with("resume_token", guest.token()).join("garden");
        assertThat(socket.id()).isEqualTo(UUID.fromString(guest.userId()));
        assertThat(socket.name()).isEqualTo(name);
    }

    @Test
    void aGuestWhoGivesNoNameIsGivenOne() {
        // Given
        String noWish = "{}";

        // When
        Response answer = given().contentType("application/json").body(noWish).post("/api/v1/guests");

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("username")).startsWith("guest-");
    }
}
