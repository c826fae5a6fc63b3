package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Issuer;
import dev.viche.support.Member;
import dev.viche.support.MembersOnly;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server for members only: who comes in there, and for how long. */
@QuarkusTest
@TestProfile(MembersOnly.class)
class MembersOnlyTest {

    @RegisterExtension
    final World world = new World();

    private static Response admin() {
        // It is made beside the start, and a test may be faster.
        return await().until(
                        () -> Member.logIn(MembersOnly.ADMIN, Member.PASSWORD), answer -> answer.statusCode() == 201);
    }

    private ChatClient foreign(String token) {
        return world.client(null).header("Authorization", "Bearer " + token);
    }

    @Test
    void theAdminOfTheEnvironmentIsThereAndMakesAccounts() {
        // Given
        String token = admin().path("access_token");
        String name = world.guest("bo").name();
        Map<String, String> bo = Map.of("username", name, "password", Member.PASSWORD);

        // When
        Response byAdmin = Member.json()
                .header("Authorization", "Bearer " + token)
                .body(bo)
                .post("/api/v1/accounts");
        Response byNobody = Member.register(world.guest("cai").name(), Member.PASSWORD);

        // Then
        assertThat(byAdmin.statusCode()).as(byAdmin.asString()).isEqualTo(201);
        assertThat(byAdmin.<String>path("role")).isEqualTo("user");
        Problems.assertProblem(byNobody, 403, "forbidden", false);
        String boToken = Member.logIn(name, Member.PASSWORD).path("access_token");
        Problems.assertProblem(
                Member.json()
                        .header("Authorization", "Bearer " + boToken)
                        .body(Map.of("username", world.guest("dee").name(), "password", Member.PASSWORD))
                        .post("/api/v1/accounts"),
                403,
                "forbidden",
                false);
    }

    @Test
    void guestsAreNotLetIn() {
        // When
        ChatClient guest = world.guest("ana").knock("garden");

        // Then
        guest.awaitsError("forbidden");
        Problems.assertProblem(Member.json().body("{}").post("/api/v1/guests"), 403, "forbidden", false);
    }

    @Test
    void aConnectionEndsWithItsTokenAndResumesWithTheNext() {
        // Given
        Response granted = admin();
        ChatClient first = foreign(granted.path("access_token")).join("garden");
        long seen = first.say("hello").seq();

        // When
        int code = first.awaitsClose();

        // Then
        assertThat(code).isEqualTo(4401);
        Response next = Member.refresh(granted.path("refresh_token"));
        ChatClient second = foreign(next.path("access_token"))
                .with("epoch", first.epoch())
                .with("since", seen)
                .join("garden");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.welcome().flag("resumed")).isTrue();
        assertThat(second.say("back").seq()).isEqualTo(seen + 1);
    }

    @Test
    void aTokenOfTheOtherIssuerIsAnAccountFromThenOn() {
        // Given
        String subject = world.guest("ines").name();

        // When
        ChatClient live = foreign(Issuer.token(subject)).join("garden");

        // Then
        assertThat(live.name()).isEqualTo(subject);
        Response me = Member.json()
                .header("Authorization", "Bearer " + Issuer.token(subject))
                .get("/api/v1/accounts/me");
        assertThat(me.<String>path("user_id")).isEqualTo(live.id().toString());
        assertThat(foreign(Issuer.token(subject)).join("attic").id()).isEqualTo(live.id());
    }

    @Test
    void whoseNameIsTakenGetsANumber() {
        // Given
        String name = world.guest("jan").name();
        ChatClient one = foreign(Issuer.token(name)).join("garden");

        // When
        ChatClient other = foreign(Issuer.token(
                        name + "-other", claims -> claims.setStringClaim("preferred_username", name), _ -> {}))
                .join("garden");

        // Then
        assertThat(other.name()).isEqualTo(name + "-2");
        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void aDeletedAccountOfTheOtherIssuerLosesItsConnections() {
        // Given
        String token = Issuer.token(world.guest("kim").name());
        ChatClient live = foreign(token).join("garden");

        // When
        Response answer = Member.json()
                .header("Authorization", "Bearer " + token)
                .body("{}")
                .post("/api/v1/accounts/me/deletion");

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(live.awaitsClose()).isEqualTo(4403);
    }

    /** What is wrong with a token of the other issuer. */
    enum Flaw {
        EXPIRED,
        EVERLASTING,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        NO_SUBJECT,
        WRONG_KEY,
        UNKNOWN_KEY_ID,
        ALGORITHM_NONE,
        PUBLIC_KEY_AS_SECRET
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void aTokenOfTheOtherIssuerWithAFlawOpensNothing(Flaw flaw) {
        // Given
        String token = flawed("lea-" + UUID.randomUUID(), flaw);

        // When
        ChatClient socket = foreign(token).knock("garden");
        Response rest = Member.json().header("Authorization", "Bearer " + token).get("/api/v1/accounts/me");

        // Then
        assertThat(socket.awaitsClose()).isEqualTo(4401);
        Problems.assertProblem(rest, 401, "forbidden", false);
    }

    private static String flawed(String subject, Flaw flaw) {
        return Issuer.token(
                subject,
                claims -> {
                    switch (flaw) {
                        case EXPIRED -> claims.setExpirationTimeMinutesInTheFuture(-1);
                        case EVERLASTING -> claims.unsetClaim("exp");
                        case WRONG_ISSUER -> claims.setIssuer("https://id.example.com");
                        case WRONG_AUDIENCE -> claims.setAudience("another");
                        case NO_SUBJECT -> claims.unsetClaim("sub");
                        case WRONG_KEY, UNKNOWN_KEY_ID, ALGORITHM_NONE, PUBLIC_KEY_AS_SECRET -> {}
                    }
                },
                head -> {
                    switch (flaw) {
                        case WRONG_KEY -> head.setKey(anotherKey());
                        case UNKNOWN_KEY_ID -> head.setKeyIdHeaderValue("key-2");
                        case ALGORITHM_NONE -> {
                            head.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                            head.setAlgorithmHeaderValue("none");
                            head.setKey(null);
                        }
                        case PUBLIC_KEY_AS_SECRET -> {
                            head.setAlgorithmHeaderValue("HS256");
                            head.setKey(new HmacKey(pem().getBytes(StandardCharsets.US_ASCII)));
                        }
                        case EXPIRED, EVERLASTING, WRONG_ISSUER, WRONG_AUDIENCE, NO_SUBJECT -> {}
                    }
                });
    }

    private static String pem() {
        return Base64.getEncoder().encodeToString(Issuer.publicKey().getEncoded());
    }

    private static java.security.PrivateKey anotherKey() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
