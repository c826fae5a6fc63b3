package dev.viche.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;

/** Opens connections, all on one loop. Each try ends within seconds, one way or the other. */
final class Dialer {

    private static final int HANDSHAKE_SIZE = 64 * 1024;
    // A page of 200 entries of the longest texts, each character escaped.
    private static final int FRAME_SIZE = 16 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    // A server pings every 20 s: who has said nothing for two and a half intervals is gone (docs/protocol.md).
    private static final int SILENT_SECONDS = 50;

    private final Bootstrap bootstrap;
    private final Trust trust;
    private final ChannelGroup open;

    Dialer(EventLoop loop, Trust trust) {
        this.trust = trust;
        this.open = new DefaultChannelGroup(loop);
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis());
    }

    /** The link hears how it went. */
    void dial(ServerUrl server, Link link) {
        String host = server.endpoint().getHost();
        // An IPv6 literal is in brackets in a URL, and nowhere else.
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = server.endpoint().getPort();
        var _ = bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open.add(channel);
                        fill(channel.pipeline(), server, name, link);
                    }
                })
                .connect(name, port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        link.end(Ending.unreachable(connected.cause()));
                    }
                });
    }

    private void fill(ChannelPipeline pipeline, ServerUrl server, String host, Link link) {
        if (server.tls()) {
            pipeline.addLast(new SslHandler(trust.engine(host, server.endpoint().getPort())));
        }
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(server.endpoint())
                .subprotocol("viche.v1")
                .handshakeTimeoutMillis(HANDSHAKE.toMillis())
                .maxFramePayloadLength(FRAME_SIZE)
                // The close code is the link's to see.
                .handleCloseFrames(false)
                // Only browsers come from somewhere.
                .generateOriginHeader(false)
                .build();
        pipeline.addLast(
                new IdleStateHandler(SILENT_SECONDS, 0, 0),
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_SIZE),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(FRAME_SIZE),
                link);
    }

    /** Every channel that is not closed yet. */
    ChannelGroup open() {
        return open;
    }
}
