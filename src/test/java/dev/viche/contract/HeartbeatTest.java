package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.TightLimits;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The notice that tells a reader, every ten seconds unless it is set otherwise, that the server is there. */
@QuarkusTest
@TestProfile(TightLimits.class)
class HeartbeatTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void everyoneInARoomIsToldAgainAndAgain() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        Frame first = ana.awaitsType("notice");
        Frame second = ana.awaitsType("notice");

        // Then
        assertThat(first.text("kind")).isEqualTo("heartbeat");
        assertThat(first.text("text")).isNotBlank();
        assertThat(first.time("at")).isEqualTo(first.time("server_time"));
        assertThat(Duration.between(first.time("server_time"), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(Duration.between(first.time("at"), second.time("at")))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    @Tag(World.ONE_PROCESS)
    @Test
    void itTellsHowManyAreConnected() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        world.guest("bo").join("attic");
        world.guest("cy").open("/ws").ping();

        // When
        Frame notice = ana.awaits("notice", frame -> frame.number("active_connections") == 3);

        // Then
        assertThat(notice.text("kind")).isEqualTo("heartbeat");
    }
}
