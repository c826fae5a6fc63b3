package dev.viche.socket;

import dev.viche.live.Session;
import dev.viche.protocol.Closing;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Stands in a connection's pipeline between Netty's frame decoder and the framework, and sees to what the framework does
 * not: a close code for every violation, which would end in a bare TCP close; counting what is read but not handled yet;
 * answering pings within bounds; and resuming writes when the connection can take more.
 */
final class FrameGuard extends ChannelDuplexHandler {

    static final String NAME = "viche-frame-guard";

    /** How long the peer may take to read the close frame and hang up. */
    private static final long FAREWELL_SECONDS = 3;

    private final Session session;
    private final long maxMessageSize;
    private long messageSize;
    private boolean violated;

    FrameGuard(Session session, long maxMessageSize) {
        this.session = session;
        this.maxMessageSize = maxMessageSize;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        session.heard();
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
        } else if (frame instanceof CloseWebSocketFrame) {
            ctx.fireChannelRead(frame);
        } else if (violated || frame instanceof PongWebSocketFrame) {
            ReferenceCountUtil.release(frame);
        } else if (frame instanceof PingWebSocketFrame) {
            session.pong(ByteBufUtil.getBytes(frame.content()));
            ReferenceCountUtil.release(frame);
        } else if (frame instanceof BinaryWebSocketFrame) {
            ReferenceCountUtil.release(frame);
            violation(ctx, Closing.BINARY);
        } else {
            pass(ctx, frame);
        }
    }

    private void pass(ChannelHandlerContext ctx, WebSocketFrame frame) {
        messageSize += frame.content().readableBytes();
        if (messageSize > maxMessageSize) {
            ReferenceCountUtil.release(frame);
            violation(ctx, Closing.TOO_BIG);
            return;
        }
        if (frame.isFinalFragment()) {
            messageSize = 0;
            session.received();
        }
        ctx.fireChannelRead(frame);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            session.flush();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            violation(
                    ctx,
                    switch (corrupted.closeStatus().code()) {
                        case 1007 -> Closing.NOT_UTF8;
                        case 1009 -> Closing.TOO_BIG;
                        default -> Closing.PROTOCOL_ERROR;
                    });
        } else if (cause instanceof IOException) {
            // A peer that reset its connection is everyday: hang up, and leave the framework nothing to log.
            var _ = ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    /**
     * Ends the connection with a close code. Reading goes on for a moment, into nothing: closing a socket that has unread
     * input resets it, and the reset would overtake the close frame.
     */
    private void violation(ChannelHandlerContext ctx, Closing closing) {
        if (violated) {
            return;
        }
        violated = true;
        session.close(closing);
        var _ = ctx.executor()
                .schedule(
                        () -> {
                            var _ = ctx.close();
                        },
                        FAREWELL_SECONDS,
                        TimeUnit.SECONDS);
    }
}
