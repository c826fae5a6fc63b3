package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Chorus;
import dev.viche.support.Frame;
import dev.viche.support.Meters;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No one waits for a slow reader, and the slow reader loses nothing. */
@QuarkusTest
class SlowReaderTest {

    private static final String FOUR_KILOBYTES = "🌳".repeat(1000);
    private static final int MORE_THAN_BUFFERS_HOLD = 3000;
    private static final String SLOW = "viche_closes_total{cause=\"slow\"}";

    @RegisterExtension
    final World world = new World();

    @Test
    void aReaderThatDoesNotReadIsClosedWhileTheOthersHearEverythingAndItCanResume() {
        // Given
        ChatClient ana = world.guest("ana").with("history", 0).join("garden");
        RawSocket slow = world.raw().withReceiveBuffer(4096).open(world.path("garden") + "?username=slow");
        Frame welcome = slow.awaits("welcome");
        double before = Meters.now().value(SLOW);

        // When
        long last;
        int code;
        try (Chorus chorus = Chorus.begins(world, "garden", MORE_THAN_BUFFERS_HOLD, _ -> FOUR_KILOBYTES)) {
            assertThat(chorus).isNotNull();
            await().atMost(Duration.ofSeconds(30)).until(() -> Meters.now().value(SLOW) > before);
            Reading reading = readOn(slow);
            last = reading.last();
            code = reading.code();
        }

        // Then
        assertThat(code).isEqualTo(4008);
        ana.awaitsEntry(MORE_THAN_BUFFERS_HOLD);
        assertThat(ana.seqs()).isEqualTo(from(1, MORE_THAN_BUFFERS_HOLD));
        ChatClient back = world.client("slow")
                .with("resume_token", welcome.text("resume_token"))
                .with("epoch", welcome.text("epoch"))
                .with("since", last)
                .join("garden")
                .awaitsEntry(MORE_THAN_BUFFERS_HOLD);
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.seqs()).isEqualTo(from(last + 1, MORE_THAN_BUFFERS_HOLD));
    }

    private record Reading(long last, int code) {}

    /** Reads what is still there, which must be in order, up to the close frame. */
    private static Reading readOn(RawSocket socket) {
        long last = 0;
        while (true) {
            RawSocket.Received received = socket.read();
            if (received.opcode() == RawSocket.CLOSE) {
                return new Reading(last, received.closeCode());
            }
            if (received.opcode() == RawSocket.TEXT) {
                for (Frame entry : Frame.read(received.text()).brings().toList()) {
                    assertThat(entry.seq()).isEqualTo(last + 1);
                    last = entry.seq();
                }
            }
        }
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
