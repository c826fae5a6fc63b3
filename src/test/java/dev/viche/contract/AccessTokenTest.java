package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Forger;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tokens open a door, over REST and at a socket alike, and which do not. */
@QuarkusTest
class AccessTokenTest {

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @EnumSource(Forger.Flaw.class)
    void aTokenWithAFlawOpensNothing(Forger.Flaw flaw) {
        // Given
        Member ana = world.member("ana");
        String token = new Forger(world.dataDirectory()).token(ana, flaw);

        // When
        Response rest = Member.json().header("Authorization", "Bearer " + token).get("/api/v1/accounts/me");
        ChatClient socket =
                world.client(null).header("Authorization", "Bearer " + token).knock("garden");

        // Then
        if (flaw == Forger.Flaw.NONE) {
            assertThat(rest.<String>path("user_id")).isEqualTo(ana.id().toString());
            assertThat(socket.awaitsWelcome().id()).isEqualTo(ana.id());
        } else {
            Problems.assertProblem(rest, 401, "forbidden", false);
            assertThat(socket.awaitsClose()).isEqualTo(4401);
            assertThat(socket.heard("welcome")).isEmpty();
        }
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        // Given
        Member ana = world.member("ana");

        // When
        ChatClient socket = world.client(null)
                .header("Authorization", "Bearer " + ana.refreshToken())
                .knock("garden");

        // Then
        assertThat(socket.awaitsClose()).isEqualTo(4401);
    }

    @Test
    void eachRefreshGivesTheNextTokensAndTheOldLoginGoesOn() {
        // Given
        Member ana = world.member("ana");

        // When
        Response second = Member.refresh(ana.refreshToken());
        Response third = Member.refresh(second.path("refresh_token"));

        // Then
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(third.statusCode()).isEqualTo(201);
        assertThat(third.<String>path("login_id")).isEqualTo(ana.login().toString());
        assertThat(third.<String>path("refresh_token"))
                .isNotEqualTo(second.<String>path("refresh_token"))
                .isNotEqualTo(ana.refreshToken());
    }

    @Test
    void twoTabsThatRefreshAtOnceBothStayLoggedIn() {
        // Given
        Member ana = world.member("ana");
        Response first = Member.refresh(ana.refreshToken());

        // When
        Response second = Member.refresh(ana.refreshToken());

        // Then
        Problems.assertProblem(second, 409, "conflict", false);
        assertThat(Member.refresh(first.path("refresh_token")).statusCode()).isEqualTo(201);
    }

    @Test
    void aRefreshTokenThatComesAgainLaterEndsTheLoginForThiefAndOwner() {
        // Given
        Member ana = world.member("ana");
        ChatClient live = world.as(ana).join("garden");
        Response second = Member.refresh(ana.refreshToken());
        Response third = Member.refresh(second.path("refresh_token"));

        // When
        Response stolen = Member.refresh(ana.refreshToken());

        // Then
        Problems.assertProblem(stolen, 401, "forbidden", false);
        assertThat(live.awaitsClose()).isEqualTo(4403);
        Problems.assertProblem(Member.refresh(third.path("refresh_token")), 401, "forbidden", false);
        Problems.assertProblem(ana.call().get("/api/v1/accounts/me"), 401, "forbidden", false);
        assertThat(ana.elsewhere().call().get("/api/v1/accounts/me").statusCode())
                .isEqualTo(200);
    }

    @Test
    void thePageKeepsItsTokensWhereNoScriptReadsThem() {
        // Given
        Member ana = Member.registered(world.guest("ana").name());
        String own = "http://" + World.server().getAuthority();

        // When
        Response answer = Member.json()
                .header("Origin", own)
                .body(Map.of("username", ana.name(), "password", Member.PASSWORD, "cookie", true))
                .post("/api/v1/logins");

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.asString()).doesNotContain("token");
        assertThat(answer.headers().getValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Strict"))
                .noneSatisfy(cookie -> assertThat(cookie).contains("Secure"));
        String access = answer.cookie("viche_access");
        String refresh = answer.cookie("viche_refresh");
        ChatClient page =
                world.client(null).header("Cookie", "viche_access=" + access).join("garden");
        assertThat(page.id()).isEqualTo(ana.id());
        Response renewed = Member.json()
                .header("Origin", own)
                .cookie("viche_refresh", refresh)
                .post("/api/v1/tokens");
        assertThat(renewed.statusCode()).as(renewed.asString()).isEqualTo(201);
        assertThat(renewed.cookie("viche_access")).isNotEqualTo(access);
    }

    @Test
    void aCookieIsGoodForTheServersOwnPageOnly() {
        // Given
        Member ana = world.member("ana");
        world.as(ana).join("garden");
        String room = world.room("garden");

        // When
        Response without =
                withCookie(ana).body(Map.of("message_text", "x")).post("/api/v1/rooms/{room}/messages", room);
        Response foreign = withCookie(ana)
                .header("Origin", "https://evil.example")
                .body(Map.of("message_text", "x"))
                .post("/api/v1/rooms/{room}/messages", room);
        Response own = withCookie(ana)
                .header("Origin", "http://" + World.server().getAuthority())
                .body(Map.of("message_text", "x"))
                .post("/api/v1/rooms/{room}/messages", room);

        // Then
        Problems.assertProblem(without, 403, "forbidden", false);
        Problems.assertProblem(foreign, 403, "forbidden", false);
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(own.<String>path("payload.user_id")).isEqualTo(ana.id().toString());
    }

    private static io.restassured.specification.RequestSpecification withCookie(Member member) {
        return Member.json().cookie("viche_access", member.access());
    }
}
