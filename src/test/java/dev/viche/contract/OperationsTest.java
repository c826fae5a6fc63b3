package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Meters;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and browsers are told: health, meters, the description of REST, and security headers. */
@QuarkusTest
class OperationsTest {

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "/health, alive storage chat started",
        "/health/live, alive",
        "/health/ready, storage chat",
        "/health/started, started"
    })
    void eachHealthPathTellsItsChecks(String path, String checks) {
        // Given
        List<String> expected = List.of(checks.split(" "));

        // When
        Response answer = when().get(path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("status")).isEqualTo("UP");
        assertThat(answer.<List<String>>path("checks.name")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(answer.<List<String>>path("checks.status")).containsOnly("UP");
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void theChatCheckTellsHowManyAreConnected() {
        // Given
        world.guest("ana").join("garden");
        world.guest("bo").open("/ws");

        // When
        Response answer = when().get("/health/ready");

        // Then
        String data = "checks.find { it.name == 'chat' }.data.";
        assertThat(answer.<Integer>path(data + "active_connections")).isGreaterThanOrEqualTo(2);
        assertThat(answer.<Boolean>path(data + "shutdown_in_progress")).isFalse();
        Instant timestamp = Instant.parse(answer.path(data + "timestamp"));
        assertThat(Duration.between(timestamp, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void theMetersCountWhatHappens() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        world.guest("bo").join("garden");
        Meters before = Meters.now();

        // When
        ana.say("one");
        ana.say("two");
        ana.send("delete_message", Map.of("seq", 99)).awaitsError("not_found");
        ana.leave();

        // Then
        await().untilAsserted(() -> {
            Meters after = Meters.now();
            assertThat(after.growth(before, "viche_messages_total")).isGreaterThanOrEqualTo(2);
            assertThat(after.growth(before, "viche_deliveries_total")).isGreaterThanOrEqualTo(4);
            assertThat(after.growth(before, "viche_append_seconds_count")).isGreaterThanOrEqualTo(2);
            assertThat(after.growth(before, "viche_fanout_seconds_count")).isGreaterThanOrEqualTo(2);
            assertThat(after.growth(before, "viche_refusals_total{code=\"not_found\"}"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(after.growth(before, "viche_closes_total{cause=\"left\"}"))
                    .isGreaterThanOrEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "viche_connections",
                "viche_rooms",
                "viche_outbox_bytes",
                "viche_log_heals_total",
                "viche_closes_total{cause=\"slow\"}",
                "viche_closes_total{cause=\"dropped\"}",
                "viche_refusals_total{code=\"rate_limited\"}",
                "viche_refusals_total{code=\"storage_unavailable\"}"
            })
    void theMetersAreThereBeforeAnythingHappens(String name) {
        // Given
        world.guest("ana").join("garden");

        // When
        Meters meters = Meters.now();

        // Then
        assertThat(meters.value(name)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void appendAndFanOutAreHistograms() {
        // Given
        world.guest("ana").join("garden").say("hi");

        // When
        Meters meters = Meters.now();

        // Then
        assertThat(meters.sum("viche_append_seconds_bucket{")).isPositive();
        assertThat(meters.sum("viche_fanout_seconds_bucket{")).isPositive();
    }

    @Test
    void noMeterBearsTheNameOfAPersonOrARoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        when().get("/api/v1/rooms/{room}", world.room("garden")).then().statusCode(200);

        // When
        String meters = when().get("/metrics").asString();

        // Then
        assertThat(meters).contains("viche_connections").doesNotContain(ana.name(), world.room("garden"));
    }

    @Test
    void restIsDescribed() {
        // Given
        String json = "application/json";

        // When
        Response answer = given().accept(json).get("/openapi");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("info.title")).isEqualTo("Viche");
        assertThat(answer.<Map<String, Object>>path("paths"))
                .containsKeys(
                        "/api/v1/guests",
                        "/api/v1/rooms",
                        "/api/v1/rooms/{room}",
                        "/api/v1/rooms/{room}/members",
                        "/api/v1/rooms/{room}/messages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/health", "/metrics", "/openapi", "/api/v1/rooms", "/nowhere", "/api/v1/rooms?limit=x"})
    void everyAnswerTellsABrowserToRunNothingThatIsNotOurs(String path) {
        // Given
        String anywhere = path;

        // When
        Response answer = when().get(anywhere);

        // Then
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()", "microphone=()");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }
}
