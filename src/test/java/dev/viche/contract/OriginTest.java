package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages may open sockets: without settings, the server's own. */
@QuarkusTest
class OriginTest {

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost",
                "http://localhost.evil.example",
                "not a url",
                ""
            })
    void aForeignPageIsClosedWith1008(String origin) {
        // Given
        RawSocket foreign = world.raw();

        // When
        String answer = foreign.handshake(world.path("garden"), Map.of("Origin", origin));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 101 ");
        RawSocket.Received first = foreign.read();
        assertThat(first.opcode()).isEqualTo(RawSocket.CLOSE);
        assertThat(first.closeCode()).isEqualTo(1008);
    }

    @Test
    void aForeignPageMakesNoRoom() {
        // Given
        RawSocket foreign = world.raw();

        // When
        foreign.handshake(world.path("garden"), Map.of("Origin", "https://evil.example"));

        // Then
        assertThat(foreign.awaitsClose()).isEqualTo(1008);
        world.guest("ana").join("attic");
        RestAssured.get("/api/v1/rooms/{room}", world.room("attic")).then().statusCode(200);
        RestAssured.get("/api/v1/rooms/{room}", world.room("garden")).then().statusCode(404);
    }

    @Test
    void theServersOwnPageIsLetIn() {
        // Given
        RawSocket own = world.raw();

        // When
        own.handshake(
                world.path("garden"),
                Map.of("Origin", "http://" + World.server().getAuthority()));

        // Then
        own.awaits("welcome");
    }
}
