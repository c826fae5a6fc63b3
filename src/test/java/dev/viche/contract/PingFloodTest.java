package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever sends pings and never reads the pongs costs no memory. */
@QuarkusTest
class PingFloodTest {

    private static final int FINAL_PING = 0x80 | RawSocket.PING;
    private static final int PINGS_AT_ONCE = 1000;
    private static final int FLOOD_BYTES = 32 << 20;
    private static final long MOST_BYTES = 12 << 20;

    @RegisterExtension
    final World world = new World();

    @Test
    void pongsThatNobodyReadsAreNotKept() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        RawSocket flooder = world.raw().withReceiveBuffer(4096).open(world.path("garden"));
        byte[] pings = pings();
        double before = directMemory();

        // When
        for (int sent = 0; sent < FLOOD_BYTES; sent += pings.length) {
            flooder.write(pings);
        }
        flooder.say("that was all");

        // Then
        ana.awaits("that was all");
        assertThat(directMemory() - before).isLessThan(MOST_BYTES);
    }

    private static byte[] pings() {
        byte[] ping = RawSocket.encoded(FINAL_PING, new byte[125]);
        ByteBuffer pings = ByteBuffer.allocate(PINGS_AT_ONCE * ping.length);
        for (int i = 0; i < PINGS_AT_ONCE; i++) {
            pings.put(ping);
        }
        return pings.array();
    }

    /** Bytes of direct memory that Netty holds, all its allocators together. */
    private static double directMemory() {
        double bytes = RestAssured.get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("netty_allocator_memory_used{") && line.contains("\"direct\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        assertThat(bytes).as("netty_allocator_memory_used").isPositive();
        return bytes;
    }
}
