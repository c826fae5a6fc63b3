package dev.viche.support;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket that reads all the time, answers pings and says farewell, as a good client does. Netty's and not the
 * JDK's: of a large frame right behind the answer to the upgrade the one of JDK 25 loses the beginning now and then, on an
 * idle machine once in some hundred times, and then hears nothing more.
 */
public final class TextSocket extends SimpleChannelInboundHandler<WebSocketFrame> {

    /** What RFC 6455 section 7.1.5 calls an end without a close frame. */
    public static final int ABNORMAL = 1006;

    /** Is told on the socket's own thread, one thing after another, and must not wait for this socket. */
    public interface Listener {

        void text(String frame);

        /** Told once, unless we cut it ourselves. */
        void ended(int code, String reason);
    }

    private static final int HANDSHAKE_SIZE = 64 * 1024;
    private static final int FRAME_SIZE = 16 * 1024 * 1024;
    private static final int THREADS = 2;
    private static final int PATIENCE_SECONDS = 10;
    private static final EventLoopGroup LOOPS =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("text-sockets", true));

    private final Listener listener;
    private final CompletableFuture<TextSocket> opening = new CompletableFuture<>();
    private volatile @Nullable Channel channel;
    private volatile boolean over;
    private volatile boolean leaving;

    private TextSocket(Listener listener) {
        this.listener = listener;
    }

    /**
     * Opens one.
     *
     * @param protocol the sub-protocol it asks for; null for none
     * @return fails where the server does not answer, or not by an upgrade
     */
    public static CompletableFuture<TextSocket> open(
            URI uri, Map<String, String> headers, @Nullable String protocol, Listener listener) {
        TextSocket socket = new TextSocket(listener);
        DefaultHttpHeaders more = new DefaultHttpHeaders();
        headers.forEach(more::add);
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .subprotocol(protocol)
                .customHeaders(more)
                .maxFramePayloadLength(FRAME_SIZE)
                .handleCloseFrames(false)
                // Only browsers come from somewhere.
                .generateOriginHeader(false)
                .build();
        var _ = new Bootstrap()
                .group(LOOPS)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(HANDSHAKE_SIZE),
                                        new WebSocketClientProtocolHandler(config),
                                        new WebSocketFrameAggregator(FRAME_SIZE),
                                        socket);
                    }
                })
                .connect(uri.getHost(), uri.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        socket.opening.completeExceptionally(connected.cause());
                    }
                });
        return socket.opening;
    }

    /** Sends a frame; done when the system has it, and fails when the connection has ended. */
    public CompletableFuture<Void> send(String text) {
        return done(open().writeAndFlush(new TextWebSocketFrame(text)));
    }

    /** Ends the connection as RFC 6455 wants it; the listener is told when the server has answered. */
    public CompletableFuture<Void> close(int code) {
        leaving = true;
        return done(open().writeAndFlush(new CloseWebSocketFrame(code, "")));
    }

    /** Loses the connection without a word. What comes is told to nobody any more when this returns. */
    public void abort() {
        over = true;
        if (!open().close().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the connection cannot be cut");
        }
    }

    private Channel open() {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("it was never open");
        }
        return open;
    }

    private static CompletableFuture<Void> done(ChannelFuture act) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        var _ = act.addListener(acted -> {
            if (acted.isSuccess()) {
                done.complete(null);
            } else {
                done.completeExceptionally(acted.cause());
            }
        });
        return done;
    }

    // ---- what comes --------------------------------------------------------------------------------------------

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            channel = ctx.channel();
            opening.complete(this);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text && !over) {
            listener.text(text.text());
        } else if (frame instanceof CloseWebSocketFrame close) {
            end(close.statusCode(), close.reasonText());
            if (leaving) {
                var _ = ctx.close();
            } else {
                var _ = ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ABNORMAL, "the connection was cut");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        opening.completeExceptionally(cause);
        end(ABNORMAL, String.valueOf(cause));
        var _ = ctx.close();
    }

    private void end(int code, String reason) {
        if (!opening.isDone()) {
            opening.completeExceptionally(new IllegalStateException("it ended before it was open: " + reason));
        }
        if (!over) {
            over = true;
            listener.ended(code, reason);
        }
    }
}
