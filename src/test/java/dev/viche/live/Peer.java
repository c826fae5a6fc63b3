package dev.viche.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.moderation.Network;
import dev.viche.moderation.RateLimit;
import dev.viche.protocol.Closing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A client at the other end of a session, which reads or does not. */
public final class Peer {

    private static final int ANY_SIZE = 16 * 1024 * 1024;
    private static final int BACKED_UP = 1;

    /** With a handler in it, as any real one has. */
    public final EmbeddedChannel channel = new EmbeddedChannel(new ChannelDuplexHandler());

    public final Session session;
    public final List<Closing> closes = new ArrayList<>();
    private final Stage stage;

    Peer(Stage stage, long outboxLimit) {
        this.stage = stage;
        session = new Session(
                channel,
                stage.shard,
                stage.people,
                new Pace(new RateLimit(1000, stage.clock::nanoTime), stage.shares, Network.of("192.0.2.1")),
                outboxLimit,
                stage.meters.metrics());
    }

    void open() {
        session.opened(closes::add);
    }

    /** TCP takes no more. */
    public void stopsReading() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(BACKED_UP, false);
    }

    /** TCP takes again. */
    public void readsOn() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(BACKED_UP, true);
        session.flush();
    }

    /** The writes that have reached the wire since the last look, each as long as it was. */
    List<Integer> writes() {
        stage.turn();
        List<Integer> lengths = new ArrayList<>();
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            lengths.add(written.readableBytes());
            written.release();
        }
        return lengths;
    }

    /** The frames that have reached the wire since the last look, control frames aside. */
    public List<JsonNode> frames() {
        List<JsonNode> frames = new ArrayList<>();
        read(frame -> {
            if (frame instanceof TextWebSocketFrame text) {
                frames.add(tree(text.text()));
            }
        });
        return frames;
    }

    /** The pongs that have reached the wire since the last look, each as what it carries. */
    public List<String> pongs() {
        List<String> pongs = new ArrayList<>();
        read(frame -> {
            if (frame instanceof PongWebSocketFrame pong) {
                pongs.add(pong.content().toString(StandardCharsets.UTF_8));
            }
        });
        return pongs;
    }

    private void read(Consumer<WebSocketFrame> reader) {
        stage.turn();
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, ANY_SIZE));
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            client.writeInbound(written);
        }
        for (WebSocketFrame frame = client.readInbound(); frame != null; frame = client.readInbound()) {
            reader.accept(frame);
            frame.release();
        }
        client.finishAndReleaseAll();
    }

    /** The same frames, each as its type and what tells it from others: its seq, or who it is about. */
    public List<String> told() {
        return frames().stream()
                .map(frame -> frame.path("type").asText() + " "
                        + (frame.at("/payload/seq").isMissingNode()
                                ? frame.at("/payload/username").asText()
                                : frame.at("/payload/seq").asText()))
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
