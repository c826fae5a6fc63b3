package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.EOFException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that answers no ping is taken for gone, and told nothing that would keep it away. */
@QuarkusTest
@TestProfile(SilentPeerTest.OftenAsked.class)
class SilentPeerTest {

    public static final class OftenAsked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("viche.ping.interval", "1s");
        }
    }

    @RegisterExtension
    final World world = new World();

    @Test
    void itsConnectionEndsWithoutACloseFrame() {
        // Given
        world.guest("ana").join("garden");
        RawSocket asleep = world.raw().open(world.path("garden"));
        asleep.awaits("welcome");

        // When
        // It answers no ping: a bare socket answers nothing by itself.

        // Then
        assertThatThrownBy(asleep::awaitsClose).hasRootCauseInstanceOf(EOFException.class);
    }
}
