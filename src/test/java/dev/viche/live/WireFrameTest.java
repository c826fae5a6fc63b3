package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.FrameWriter;
import dev.viche.protocol.ServerFrame;
import dev.viche.protocol.ServerFrame.NoticeKind;
import dev.viche.support.ManualClock;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6455, section 5.2: the length is 7 bits, 16 bits or 64 bits long. */
class WireFrameTest {

    private static final int TEXT_FINAL = 0x81;

    @ParameterizedTest
    @CsvSource({"125, 2", "126, 4", "127, 4", "65535, 4", "65536, 10", "200000, 10"})
    void theHeaderIsAsLongAsTheLengthNeeds(int jsonLength, int headerLength) {
        // Given
        ServerFrame frame = ofLength(jsonLength);

        // When
        WireFrame encoded = WireFrame.of(frame);

        // Then
        byte[] json = FrameWriter.json(frame);
        assertThat(json).hasSize(jsonLength);
        assertThat(encoded.bytes()).hasSize(headerLength + jsonLength);
        assertThat(encoded.bytes()[0] & 0xff).isEqualTo(TEXT_FINAL);
        assertThat(Arrays.copyOfRange(encoded.bytes(), headerLength, encoded.bytes().length))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"125", "126", "65535", "65536", "200000"})
    void anotherImplementationReadsIt(int jsonLength) {
        // Given
        ServerFrame frame = ofLength(jsonLength);
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1_000_000));

        // When
        client.writeInbound(Unpooled.wrappedBuffer(WireFrame.of(frame).bytes()));

        // Then
        TextWebSocketFrame read = client.readInbound();
        assertThat(read.isFinalFragment()).isTrue();
        assertThat(read.text()).isEqualTo(new String(FrameWriter.json(frame), StandardCharsets.UTF_8));
        read.release();
        client.finishAndReleaseAll();
    }

    @Test
    void aPingHasNoPayload() {
        // Given
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 125));

        // When
        client.writeInbound(Unpooled.wrappedBuffer(WireFrame.ping().bytes()));

        // Then
        PingWebSocketFrame ping = client.readInbound();
        assertThat(ping.content().readableBytes()).isZero();
        ping.release();
        client.finishAndReleaseAll();
    }

    @Test
    void onlyEntriesOfTheLogHaveASeq() {
        assertThat(WireFrame.of(Talk.said(7)).seq()).isEqualTo(7);
        assertThat(WireFrame.of(ofLength(200)).seq()).isZero();
        assertThat(WireFrame.ping().seq()).isZero();
    }

    private static ServerFrame ofLength(int jsonLength) {
        int empty = FrameWriter.json(notice("")).length;
        return notice("x".repeat(jsonLength - empty));
    }

    private static ServerFrame notice(String text) {
        return new ServerFrame.Notice(NoticeKind.OPERATOR, text, ManualClock.START, null, null);
    }
}
