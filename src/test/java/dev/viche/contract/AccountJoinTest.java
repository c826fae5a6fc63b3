package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.Member;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account in a room is who it is everywhere, and nobody else passes for it. */
@QuarkusTest
class AccountJoinTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void anAccountSpeaksUnderItsOwnNameAndId() {
        // Given
        Member ana = world.member("ana");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ChatClient live = world.as(ana).join("garden");
        live.say("hello");

        // Then
        Frame heard = bo.awaits("hello");
        assertThat(heard.id("user_id")).isEqualTo(ana.id());
        assertThat(heard.text("username")).isEqualTo(ana.name());
    }

    @Test
    void whateverNameAnAccountAsksForItKeepsItsOwn() {
        // Given
        Member ana = world.member("ana");

        // When
        ChatClient live = world.as(ana).with("username", "somebody").joinFromLobby("garden");

        // Then
        assertThat(live.id()).isEqualTo(ana.id());
        assertThat(live.name()).isEqualTo(ana.name());
    }

    @Test
    void anAccountGetsNoResumeToken() {
        // Given
        Member ana = world.member("ana");

        // When
        ChatClient live = world.as(ana).joinFromLobby("garden");

        // Then
        assertThat(live.welcome().has("resume_token")).isFalse();
    }

    @Test
    void aPageOfAnotherOriginShowsItsTokenAsASubProtocol() {
        // Given
        Member ana = world.member("ana");
        RawSocket page = world.raw();

        // When
        String answer = page.handshake(
                world.path("garden"),
                Map.of(
                        "Sec-WebSocket-Protocol",
                        "viche.v1, quarkus-http-upgrade#Authorization#" + World.encode("Bearer " + ana.access())));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 101 ").doesNotContain(ana.access());
        assertThat(page.awaits("welcome").id("user_id")).isEqualTo(ana.id());
    }

    @Test
    void aPageSetsNoOtherHeaderThatWay() {
        // Given
        RawSocket page = world.raw();

        // When
        page.handshake(
                world.path("garden") + "?username=" + world.guest("bo").name(),
                Map.of("Sec-WebSocket-Protocol", "viche.v1, quarkus-http-upgrade#Cookie#viche_access%3Dx.y.z"));

        // Then
        assertThat(page.awaits("welcome").text("username"))
                .isEqualTo(world.guest("bo").name());
    }

    @Test
    void aGuestDoesNotPassForAnAccount() {
        // Given
        Member ana = Member.registered(world.guest("ana").name());

        // When
        ChatClient same =
                world.client(ana.name().toUpperCase(java.util.Locale.ROOT)).knock("garden");
        ChatClient alike = world.client(ana.name().replace('a', '\u0430')).knock("garden");
        Response rest = Member.json().body(Map.of("username", ana.name())).post("/api/v1/guests");

        // Then
        same.awaitsError("username_taken");
        alike.awaitsError("username_taken");
        Problems.assertProblem(rest, 409, "username_taken", false);
    }

    @Test
    void aGuestWhoseNameBecameAnAccountsIsAskedForAnother() {
        // Given
        Guest ana = Guest.named(world.guest("ana").name());
        world.guest("bo").join("garden");
        Member.registered(ana.username());

        // When
        Response answer = ana.says(world.room("garden"), Map.of("message_text", "x"));
        ChatClient socket = world.client(null).with("resume_token", ana.token()).knock("garden");

        // Then
        Problems.assertProblem(answer, 409, "username_taken", false);
        socket.awaitsError("username_taken");
        ChatClient renamed =
                world.guest("anna").with("resume_token", ana.token()).join("garden");
        assertThat(renamed.id().toString()).isEqualTo(ana.userId());
    }

    @Test
    void nobodyIsCalledDeleted() {
        // When
        ChatClient guest = world.client("De1eted").knock("garden");

        // Then
        guest.awaitsError("username_taken");
    }

    @Test
    void twoConnectionsOfAnAccountAreOnePerson() {
        // Given
        Member ana = world.member("ana");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient phone = world.as(ana).join("garden");

        // When
        ChatClient desk = world.as(ana.elsewhere()).join("garden");

        // Then
        assertThat(desk.id()).isEqualTo(phone.id());
        bo.ping();
        assertThat(bo.heard("user_joined").stream()
                        .filter(frame -> frame.id("user_id").equals(ana.id())))
                .hasSize(1);
    }

    @Test
    void aResendOverAnotherLoginIsStoredOnce() {
        // Given
        Member ana = world.member("ana");
        Frame first = world.as(ana).join("garden").say("once", "the-id");

        // When
        Frame again = world.as(ana.elsewhere()).join("garden").say("once", "the-id");

        // Then
        assertThat(again.seq()).isEqualTo(first.seq());
    }

    @Test
    void aDirectConversationOfTwoAccountsIsTheirsOverRestToo() {
        // Given
        Member ana = world.member("ana");
        Member bo = world.member("bo");
        world.as(bo).join("garden");

        // When
        world.as(ana).join("@" + bo.id()).say("between us");

        // Then
        Response answer = bo.call().get("/api/v1/rooms/{room}/messages", "@" + ana.id());
        assertThat(answer.<String>path("entries[0].payload.message_text")).isEqualTo("between us");
        Problems.assertProblem(
                world.member("cai").call().get("/api/v1/rooms/{room}/messages", "@" + ana.id()),
                404,
                "room_not_found",
                false);
    }
}
