package dev.viche.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.live.Peer;
import dev.viche.live.Stage;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameGuardTest {

    private static final int LIMIT = 100;
    private static final int BUSY = 128;

    private final Peer peer = new Stage().peer();
    private final EmbeddedChannel channel = peer.channel;
    private final List<Throwable> uncaught = new ArrayList<>();

    @BeforeEach
    void guard() {
        channel.pipeline().addLast(new FrameGuard(peer.session, LIMIT), new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                uncaught.add(cause);
            }
        });
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aTextUpToTheLimitPasses() {
        // When
        channel.writeInbound(text(LIMIT));

        // Then
        assertThat(passed()).containsExactly(LIMIT);
        assertThat(peer.closes).isEmpty();
    }

    @Test
    void aTextOverTheLimitDoesNotAndIsReleased() {
        // Given
        WebSocketFrame tooBig = text(LIMIT + 1);

        // When
        channel.writeInbound(tooBig);

        // Then
        assertThat(passed()).isEmpty();
        assertThat(peer.closes).containsExactly(Closing.TOO_BIG);
        assertThat(tooBig.refCnt()).isZero();
    }

    @Test
    void theLimitIsOneOfTheMessageAndNotOfItsFragments() {
        // Given
        channel.writeInbound(new TextWebSocketFrame(false, 0, bytes(LIMIT - 1)));
        channel.writeInbound(new ContinuationWebSocketFrame(false, 0, bytes(1)));
        assertThat(peer.closes).isEmpty();

        // When
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes(1)));

        // Then
        assertThat(peer.closes).containsExactly(Closing.TOO_BIG);
        assertThat(passed()).containsExactly(LIMIT - 1, 1);
    }

    @Test
    void theNextMessageIsMeasuredAnewAndAPingBetweenIsNotCounted() {
        // When
        for (int i = 0; i < 10; i++) {
            channel.writeInbound(new TextWebSocketFrame(false, 0, bytes(LIMIT / 2)));
            channel.writeInbound(new PingWebSocketFrame(bytes(LIMIT)));
            channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes(LIMIT / 2)));
        }

        // Then
        assertThat(passed()).hasSize(20);
        assertThat(peer.closes).isEmpty();
    }

    @Test
    void aBinaryFrameEndsTheConnection() {
        // When
        channel.writeInbound(new BinaryWebSocketFrame(bytes(1)));

        // Then
        assertThat(passed()).isEmpty();
        assertThat(peer.closes).containsExactly(Closing.BINARY);
    }

    @Test
    void whatFollowsAViolationIsNotReadUntilThePeerHangsUp() {
        // Given
        channel.writeInbound(new BinaryWebSocketFrame(bytes(1)));

        // When
        WebSocketFrame more = text(1);
        channel.writeInbound(more, new BinaryWebSocketFrame(bytes(1)), text(LIMIT + 1), new CloseWebSocketFrame());

        // Then
        assertThat(more.refCnt()).isZero();
        assertThat(passed()).hasSize(1);
        assertThat(peer.closes).containsExactly(Closing.BINARY);
    }

    @Test
    void aPeerThatDoesNotHangUpAfterAViolationIsCut() {
        // Given
        channel.writeInbound(new BinaryWebSocketFrame(bytes(1)));

        // When
        channel.advanceTimeBy(2_999, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        boolean before = channel.isOpen();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        // Then
        assertThat(before).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPongTellsThatThePeerIsThereAndNothingElse() {
        // Given
        WebSocketFrame pong = new PongWebSocketFrame(bytes(1));

        // When
        channel.writeInbound(pong);

        // Then
        assertThat(passed()).isEmpty();
        assertThat(pong.refCnt()).isZero();
    }

    @Test
    void aPingIsAnsweredWithWhatItCarries() {
        // When
        channel.writeInbound(ping("are you there?"));

        // Then
        assertThat(peer.pongs()).containsExactly("are you there?");
        assertThat(passed()).isEmpty();
    }

    @Test
    void ofPingsThatWaitOnlyTheNewestIsAnswered() {
        // Given
        peer.stopsReading();
        for (int i = 1; i <= 10_000; i++) {
            channel.writeInbound(ping("ping " + i));
        }
        assertThat(peer.pongs()).isEmpty();

        // When
        peer.readsOn();

        // Then
        assertThat(peer.pongs()).containsExactly("ping 10000");
    }

    @Test
    void tooManyMessagesUnderWayStopTheReadingAndFragmentsDoNotCount() {
        // When
        for (int i = 0; i < BUSY - 1; i++) {
            channel.writeInbound(new TextWebSocketFrame(false, 0, bytes(1)));
            channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes(1)));
        }
        boolean before = channel.config().isAutoRead();
        channel.writeInbound(text(1));

        // Then
        assertThat(before).isTrue();
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void whatWaitedIsWrittenWhenTheConnectionTakesMore() {
        // Given
        peer.stopsReading();
        peer.session.send(new ServerFrame.Rejection(Refusal.NOT_JOINED, "Join a room first.", null));
        assertThat(peer.frames()).isEmpty();

        // When
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();

        // Then
        assertThat(peer.frames()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1007, NOT_UTF8", "1009, TOO_BIG", "1002, PROTOCOL_ERROR"})
    void whatTheDecoderRejectsEndsWithItsCode(int code, Closing closing) {
        // When
        channel.pipeline()
                .fireExceptionCaught(new CorruptedWebSocketFrameException(
                        WebSocketCloseStatus.valueOf(code), "as the decoder says", null));

        // Then
        assertThat(peer.closes).containsExactly(closing);
        assertThat(uncaught).isEmpty();
    }

    @Test
    void aResetConnectionIsHungUpQuietly() {
        // When
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        // Then
        assertThat(channel.isOpen()).isFalse();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void anyOtherExceptionIsTheFrameworks() {
        // Given
        IllegalStateException other = new IllegalStateException("a bug");

        // When
        channel.pipeline().fireExceptionCaught(other);

        // Then
        assertThat(uncaught).containsExactly(other);
        assertThat(peer.closes).isEmpty();
    }

    private List<Integer> passed() {
        List<Integer> lengths = new ArrayList<>();
        for (WebSocketFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            lengths.add(frame.content().readableBytes());
            frame.release();
        }
        return lengths;
    }

    private static WebSocketFrame ping(String payload) {
        return new PingWebSocketFrame(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8));
    }

    private static WebSocketFrame text(int length) {
        return new TextWebSocketFrame(bytes(length));
    }

    private static ByteBuf bytes(int length) {
        return Unpooled.copiedBuffer(new byte[length]);
    }
}
