package dev.viche.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.BehindProxy;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What anyone else says of an address is not believed: nobody talks themselves out of a limit. */
@QuarkusTest
@TestProfile(BehindProxy.Untrusted.class)
class UntrustedProxyTest {

    @RegisterExtension
    final World world = new World();

    @Tag(World.ONE_PROCESS)
    @Test
    void socketsAreCountedForTheAddressTheyComeFrom() {
        // When
        boolean refused = IntStream.rangeClosed(0, BehindProxy.PER_ADDRESS).anyMatch(i -> {
            RawSocket next = world.raw();
            next.handshake("/ws", Map.of("X-Forwarded-For", "198.51.100." + i));
            return next.say("{\"type\":\"ping\"}").read().closeCode() == 1013;
        });

        // Then
        assertThat(refused).isTrue();
    }

    @Test
    void restCallsAreCountedForTheAddressTheyComeFrom() {
        // When
        boolean refused = IntStream.range(0, 500)
                .mapToObj(i -> given().header("X-Forwarded-For", "198.51.100." + i % 250)
                        .get("/api/v1/rooms"))
                .anyMatch(answer -> answer.statusCode() == 429);

        // Then
        assertThat(refused).isTrue();
    }

    @Test
    void nobodyIsTakenForHavingComeByHttps() {
        // When
        Response answer = given().header("X-Forwarded-Proto", "https").get("/");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Strict-Transport-Security")).isNull();
    }
}
