package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.Member;
import dev.viche.support.TightLimits;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's list of words refuses is neither heard nor stored, whichever way it comes. */
@QuarkusTest
@TestProfile(TightLimits.class)
class WordFilterTest {

    private static final String REFUSED = "a " + TightLimits.WORD + " for you";

    private static final String MESSAGES = "/api/v1/rooms/{room}/messages";

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @ValueSource(strings = {REFUSED, "TURNIP!", "tur\u200Bnip", "\uFF54\uFF55\uFF52\uFF4E\uFF49\uFF50", "моя РІПА"})
    void overASocketItsAuthorIsToldAndNobodyHearsIt(String text) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.send("chat_message", Map.of("message_text", text, "client_message_id", "one"));
        Frame error = ana.awaitsError("forbidden");

        // Then
        assertThat(error.text("client_message_id")).isEqualTo("one");
        assertThat(error.text("detail")).contains("leave it out");
        assertThat(ana.say("turnips then").seq()).isOne();
        bo.awaits("turnips then");
        assertThat(bo.heard("chat_message")).hasSize(1);
    }

    @Test
    void aLineOfPlainTextIsLookedAtTheSame() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.sendText(REFUSED);

        // Then
        ana.awaitsError("forbidden");
        assertThat(ana.say("carrots").seq()).isOne();
    }

    @Test
    void aMessageIsNotEditedIntoOne() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long seq = ana.say("carrots").seq();

        // When
        ana.send("edit_message", Map.of("seq", seq, "message_text", REFUSED));

        // Then
        ana.awaitsError("forbidden");
        assertThat(world.log().values(world.room("garden"))).contains("carrots").doesNotContain(REFUSED);
        ana.edit(seq, "beans");
    }

    @Test
    void norIsItSaidInPrivate() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("attic");

        // When
        ana.send("private_message", Map.of("to", bo.name(), "message_text", REFUSED));

        // Then
        ana.awaitsError("forbidden");
        ana.tell(bo.name(), "carrots");
        assertThat(bo.awaitsType("private_message").text("message_text")).isEqualTo("carrots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garden", "@"})
    void overRestItIsRefusedAndNotStored(String room) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        String name = room.equals("@") ? "@" + bo.name() : world.room(room);

        // When
        Response answer = say(ana, name, REFUSED);

        // Then
        Problems.assertProblem(answer, 403, "forbidden", false);
        assertThat(answer.<String>path("detail")).contains("leave it out");
        assertThat(say(ana, name, "carrots").statusCode()).isEqualTo(201);
        assertThat(call(ana).get(MESSAGES, name).<List<String>>path("entries.payload.message_text"))
                .containsExactly("carrots");
    }

    @Test
    void aWebhookThatComesInIsNoWayAround() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Response bot = hall.owner()
                .call()
                .body(Map.of("username", world.guest("bot").name(), "scopes", List.of("write")))
                .post("/api/v1/rooms/{room}/bots", hall.room());
        String hook = "/api/v1/hooks/" + bot.<String>path("token");

        // When
        Response answer = Member.json().body(Map.of("text", REFUSED)).post(hook);

        // Then
        Problems.assertProblem(answer, 403, "forbidden", false);
        assertThat(Member.json().body(Map.of("text", "carrots")).post(hook).statusCode())
                .isEqualTo(204);
        assertThat(world.log().values(hall.room())).contains("carrots").doesNotContain(REFUSED);
    }

    private static io.restassured.specification.RequestSpecification call(ChatClient guest) {
        return Member.json().header("Authorization", "Bearer " + guest.token());
    }

    private static Response say(ChatClient guest, String room, String text) {
        return call(guest).body(Map.of("message_text", text)).post(MESSAGES, room);
    }
}
