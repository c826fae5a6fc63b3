package dev.viche.live;

import static dev.viche.live.Talk.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.metrics.Meters;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int LIMIT = 1000;
    private static final int BACKED_UP = 1;
    private static final int KIB = 1024;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Meters meters = new Meters();
    private final Outbox outbox = new Outbox(channel, LIMIT, meters.metrics());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void manyFramesAreOneWrite() {
        // Given
        List<WireFrame> frames = List.of(entry(1), entry(2), entry(3));
        frames.forEach(outbox::offer);

        // When
        outbox.flush();

        // Then
        assertThat(writes()).containsExactly(joined(frames));
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void aWriteIsNoLongerThanTheChannelTakesAtOnce() {
        // Given
        Outbox wide = new Outbox(channel, 1000 * KIB, meters.metrics());
        for (int i = 1; i <= 5; i++) {
            wide.offer(entry(i, 30 * KIB));
        }

        // When
        wide.flush();
        // Netty tells when the channel can take more; here that is at once.
        wide.flush();

        // Then
        assertThat(writes()).extracting(write -> write.length).containsExactly(60 * KIB, 60 * KIB, 30 * KIB);
    }

    @Test
    void aFrameLargerThanThatIsAWriteOfItsOwn() {
        // Given
        Outbox wide = new Outbox(channel, 1000 * KIB, meters.metrics());
        wide.offer(entry(1, KIB));
        wide.offer(entry(2, 200 * KIB));
        wide.offer(entry(3, KIB));

        // When
        wide.flush();
        // Netty tells when the channel can take more; here that is at once.
        wide.flush();

        // Then
        assertThat(writes()).extracting(write -> write.length).containsExactly(KIB, 200 * KIB, KIB);
    }

    @Test
    void itHoldsItsLimitAndNotAByteMore() {
        assertThat(outbox.offer(entry(1, LIMIT - 1))).isTrue();
        assertThat(outbox.offer(entry(2, 1))).isTrue();
        assertThat(outbox.offer(entry(3, 1))).isFalse();
        assertThat(outbox.bytes()).isEqualTo(LIMIT);
    }

    @Test
    void anEmptyOneTakesAnyFrame() {
        assertThat(outbox.offer(entry(1, 10 * LIMIT))).isTrue();
        assertThat(outbox.offer(entry(2, 1))).isFalse();
    }

    @Test
    void nothingIsWrittenWhileTheChannelTakesNothingAndAllOfItInOrderAfterwards() {
        // Given
        List<WireFrame> frames = List.of(entry(1), entry(2), entry(3));
        channel.unsafe().outboundBuffer().setUserDefinedWritability(BACKED_UP, false);
        frames.forEach(outbox::offer);

        // When
        outbox.flush();
        List<byte[]> before = writes();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(BACKED_UP, true);
        outbox.flush();

        // Then
        assertThat(before).isEmpty();
        assertThat(writes()).containsExactly(joined(frames));
    }

    @Test
    void whatWaitsIsMetered() {
        // Given
        outbox.offer(entry(1, 300));
        outbox.offer(entry(2, 200));
        double waiting = meters.gauge("viche.outbox");

        // When
        outbox.flush();
        double written = meters.gauge("viche.outbox");
        outbox.offer(entry(3, 100));
        outbox.clear();

        // Then
        assertThat(waiting).isEqualTo(500);
        assertThat(written).isZero();
        assertThat(meters.gauge("viche.outbox")).isZero();
    }

    private List<byte[]> writes() {
        List<byte[]> writes = new ArrayList<>();
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            byte[] bytes = new byte[written.readableBytes()];
            written.readBytes(bytes);
            written.release();
            writes.add(bytes);
        }
        return writes;
    }

    private static byte[] joined(List<WireFrame> frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        frames.forEach(frame -> joined.writeBytes(frame.bytes()));
        return joined.toByteArray();
    }
}
