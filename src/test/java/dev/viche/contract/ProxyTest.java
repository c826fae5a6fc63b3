package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.BehindProxy;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trusted proxy says of its client is believed: here, that it came by https. */
@QuarkusTest
@TestProfile(BehindProxy.class)
class ProxyTest {

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @CsvSource({"/, 200", "/nowhere, 404", "/js/app.js, 200", "/health/live, 200", "/api/v1/rooms/none, 404"})
    void whoCameByHttpsIsToldToStayThere(String path, int status) {
        // When
        Response answer = given().header("X-Forwarded-For", "198.18.0.1")
                .header("X-Forwarded-Proto", "https")
                .get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @ParameterizedTest
    @CsvSource({"/", "/nowhere", "/health/live"})
    void whoCameByHttpIsNot(String path) {
        // When
        Response answer = given().header("X-Forwarded-For", "198.18.0.1")
                .header("X-Forwarded-Proto", "http")
                .get(path);

        // Then
        assertThat(answer.header("Strict-Transport-Security")).isNull();
    }
}
