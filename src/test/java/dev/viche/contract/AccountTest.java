package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account from its beginning to its end, over REST. */
@QuarkusTest
class AccountTest {

    @RegisterExtension
    final World world = new World();

    private String name(String name) {
        return world.guest(name).name();
    }

    @Test
    void whoRegistersCanLogIn() {
        // Given
        Member ana = Member.registered(name("ana"));

        // When
        Response answer = Member.logIn(ana.name(), Member.PASSWORD);

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("user_id")).isEqualTo(ana.id().toString());
        assertThat(answer.<String>path("username")).isEqualTo(ana.name());
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(900);
        assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
    }

    @Test
    void theNameIsFoundHoweverItIsWritten() {
        // Given
        Member ana = Member.registered(name("ana"));

        // When
        Response answer = Member.logIn(" " + ana.name().toUpperCase(java.util.Locale.ROOT), Member.PASSWORD);

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        // Given
        Member ana = Member.registered(name("ana"));

        // When
        Response wrong = Member.logIn(ana.name(), "not this one");
        Response unknown = Member.logIn(name("nobody"), Member.PASSWORD);

        // Then
        Problems.assertProblem(wrong, 401, "forbidden", false);
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
    }

    @Test
    void aNameThatLooksLikeAnAccountsIsTaken() {
        // Given
        Member ana = Member.registered(name("ana"));

        // When
        Response same = Member.register(ana.name().toUpperCase(java.util.Locale.ROOT), Member.PASSWORD);
        Response alike = Member.register(ana.name().replace('a', '\u0430'), Member.PASSWORD);

        // Then
        Problems.assertProblem(same, 409, "username_taken", false);
        Problems.assertProblem(alike, 409, "username_taken", false);
    }

    @Test
    void theNameOfAGuestWhoIsHereIsNotTakenFromThem() {
        // Given
        ChatClient bo = world.guest("bo").join("garden");

        // When
        Response answer = Member.register(bo.name(), Member.PASSWORD);

        // Then
        Problems.assertProblem(answer, 409, "username_taken", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"correct horse\"}",
                "{\"username\":\"x\"}",
                "{\"username\":\"@x\",\"password\":\"correct horse\"}",
                "{\"username\":\"x\",\"password\":\"short\"}",
                "{\"username\":\"x\",\"password\":7}",
                "{\"username\":\"x\",\"password\":\"correct horse\",\"role\":\"admin\"}",
                "null",
            })
    void aBodyThatIsNoAccountIsABadRequest(String body) {
        // When
        Response answer = Member.json().body(body).post("/api/v1/accounts");

        // Then
        Problems.assertProblem(answer, 400, "invalid_frame", false);
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void wrongPasswordsForOneNameAreSoonTooMany() {
        // Given
        Member ana = Member.registered(name("ana"));
        Member bo = Member.registered(name("bo"));
        IntStream.range(0, 10)
                .forEach(i -> assertThat(Member.logIn(ana.name(), "guess " + i).statusCode())
                        .isEqualTo(401));

        // When
        Response answer = Member.logIn(ana.name(), Member.PASSWORD);

        // Then
        Problems.assertProblem(answer, 429, "rate_limited", true);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 6);
        assertThat(Member.logIn(bo.name(), Member.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void rightPasswordsAreNotCounted() {
        // Given
        Member ana = Member.registered(name("ana"));

        // When
        IntStream.range(0, 15).forEach(_ -> ana.logIn());

        // Then
        assertThat(ana.call().get("/api/v1/logins").<java.util.List<?>>path("logins"))
                .hasSize(15);
    }

    @Test
    void theAccountTellsAboutItself() {
        // Given
        Member ana = world.member("ana");

        // When
        Response answer = ana.call().get("/api/v1/accounts/me");

        // Then
        assertThat(answer.<String>path("user_id")).isEqualTo(ana.id().toString());
        assertThat(answer.<String>path("role")).isEqualTo("user");
        assertThat(answer.asString()).doesNotContain("password");
    }

    @Test
    void anotherPasswordTakesThePlaceOfTheFirst() {
        // Given
        Member ana = world.member("ana");

        // When
        Response answer = ana.call()
                .body(Map.of("current_password", Member.PASSWORD, "new_password", "a better one"))
                .put("/api/v1/accounts/me/password");

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(Member.logIn(ana.name(), Member.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(Member.logIn(ana.name(), "a better one").statusCode()).isEqualTo(201);
        assertThat(ana.call().get("/api/v1/accounts/me").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyChangesAPasswordWithoutKnowingIt() {
        // Given
        Member ana = world.member("ana");

        // When
        Response answer = ana.call()
                .body(Map.of("current_password", "a guess at it", "new_password", "a better one"))
                .put("/api/v1/accounts/me/password");

        // Then
        Problems.assertProblem(answer, 401, "forbidden", false);
        assertThat(Member.logIn(ana.name(), Member.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void aDeletedAccountIsGoneAndItsNameIsNobodyElses() {
        // Given
        Member ana = world.member("ana");
        world.as(ana).join("garden").say("I was here");

        // When
        Response answer = ana.call().body(Map.of("password", Member.PASSWORD)).post("/api/v1/accounts/me/deletion");

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        Problems.assertProblem(ana.call().get("/api/v1/accounts/me"), 401, "forbidden", false);
        Problems.assertProblem(Member.logIn(ana.name(), Member.PASSWORD), 401, "forbidden", false);
        Problems.assertProblem(Member.refresh(ana.refreshToken()), 401, "forbidden", false);
        Problems.assertProblem(Member.register(ana.name(), Member.PASSWORD), 409, "username_taken", false);
        assertThat(world.guest("bo").join("garden").welcome().brings().map(entry -> entry.text("message_text")))
                .containsExactly("I was here");
    }

    @Test
    void nobodyDeletesAnAccountWithoutItsPassword() {
        // Given
        Member ana = world.member("ana");

        // When
        Response answer = ana.call().body(Map.of("password", "a guess at it")).post("/api/v1/accounts/me/deletion");

        // Then
        Problems.assertProblem(answer, 401, "forbidden", false);
        assertThat(ana.call().get("/api/v1/accounts/me").statusCode()).isEqualTo(200);
    }
}
