package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.BehindProxy;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * REST calls are counted for their address and for the user whose token they bear, reads and writes apart. Each process counts
 * what comes to it.
 */
@QuarkusTest
@TestProfile(BehindProxy.class)
class RestLimitsTest {

    @RegisterExtension
    final World world = new World();

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final int ENOUGH = 500;

    @Tag(World.ONE_PROCESS)
    @Test
    void anAddressReadsAsFastAsIsSet() {
        // Given
        String home = address();

        // When
        Response refused = refused(() -> read(home));

        // Then
        isTooFast(refused);
        assertThat(read(address()).statusCode()).isEqualTo(200);
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void anAddressWritesAsFastAsIsSetAndReadsAllTheSame() {
        // Given
        String home = address();

        // When
        Response refused = refused(() -> become(home, "ana"));

        // Then
        isTooFast(refused);
        assertThat(read(home).statusCode()).isEqualTo(200);
        assertThat(become(address(), "ana").statusCode()).isEqualTo(201);
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void aUserReadsAsFastAsIsSetFromWhereverTheyCall() {
        // Given
        String token = become(address(), "ana").path("resume_token");

        // When
        Response refused = refused(() -> given().header("X-Forwarded-For", address())
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/rooms"));

        // Then
        isTooFast(refused);
    }

    @Test
    void aTokenThatIsNotGoodIsNobodysToBeCountedFor() {
        // When
        Response answer = given().header("X-Forwarded-For", address())
                .header("Authorization", "Bearer nonsense")
                .get("/api/v1/rooms");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static Response refused(Supplier<Response> call) {
        return Stream.generate(call)
                .limit(ENOUGH)
                .filter(answer -> answer.statusCode() >= 400)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was refused"));
    }

    private static void isTooFast(Response answer) {
        Problems.assertProblem(answer, 429, "rate_limited", true);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private static Response read(String address) {
        return given().header("X-Forwarded-For", address).get("/api/v1/rooms");
    }

    private static Response become(String address, String username) {
        return given().header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body(Map.of("username", username))
                .post("/api/v1/guests");
    }

    /** An address nobody has come from. */
    private static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "203.0.%d.%d".formatted(number / 250, number % 250);
    }
}
