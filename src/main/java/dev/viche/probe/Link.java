package dev.viche.probe;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a member, or the try to open one. Tells its member what comes, and once how it ended; after {@link
 * #drop} nothing more. Lives on the probe's loop.
 */
final class Link extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final int LEFT = 1000;
    private static final Duration WELCOME = Duration.ofSeconds(10);

    private final Member member;
    private @Nullable ChannelHandlerContext context;
    private Hearing.@Nullable Line line;
    private long since;
    private boolean over;

    Link(Member member) {
        this.member = member;
    }

    /** Where the member was in the log when this link joined. */
    long since() {
        return since;
    }

    /** Null until it is welcomed. */
    Hearing.@Nullable Line line() {
        return line;
    }

    void welcomed(Hearing.Line welcomed) {
        line = welcomed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            context = ctx;
            if (over) {
                drop();
                return;
            }
            since = member.last();
            send(member.join());
            var _ = ctx.executor().schedule(this::expectWelcome, WELCOME.toMillis(), TimeUnit.MILLISECONDS);
        } else if (event instanceof IdleStateEvent) {
            end(Ending.failed("silent", "nothing came for 50 s, not even a ping"));
            var _ = ctx.close();
        }
    }

    private void expectWelcome() {
        if (line == null && !over) {
            end(Ending.failed("no welcome", "no welcome came within %d s".formatted(WELCOME.toSeconds())));
            drop();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws IOException {
        if (frame instanceof CloseWebSocketFrame close) {
            end(Ending.closed(close.statusCode(), close.reasonText()));
            var _ = ctx.writeAndFlush(new CloseWebSocketFrame(LEFT, "")).addListener(ChannelFutureListener.CLOSE);
        } else if (frame instanceof TextWebSocketFrame && !over) {
            Heard heard = FrameReader.read(ByteBufUtil.getBytes(frame.content()));
            if (line == null && heard instanceof Heard.Refused refused) {
                end(Ending.failed(refused.code(), "%s: %s".formatted(refused.code(), refused.detail())));
                drop();
            } else {
                member.heard(this, heard);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(Ending.cut());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ending(cause));
        var _ = ctx.close();
    }

    private static Ending ending(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException handshake && handshake.response() != null) {
            return Ending.answered(handshake.response().status());
        }
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        if (root instanceof SSLException) {
            return Ending.failed("TLS", String.valueOf(root.getMessage()));
        }
        return root instanceof IOException ? Ending.cut() : Ending.failed("broken", place(root));
    }

    // A bug of the probe's own: where it is says more than what it is called.
    private static String place(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return trace.length == 0 ? bug.toString() : "%s at %s".formatted(bug, trace[0]);
    }

    void send(String frame) {
        if (context != null) {
            var _ = context.writeAndFlush(new TextWebSocketFrame(frame), context.voidPromise());
        }
    }

    /** It came to an end, or to nothing. The first to say so is believed. */
    void end(Ending ending) {
        if (!over) {
            over = true;
            member.ended(this, ending);
        }
    }

    /** Nobody listens any more; the server is told and closes. */
    void drop() {
        over = true;
        if (context != null) {
            var _ = context.writeAndFlush(new CloseWebSocketFrame(LEFT, ""), context.voidPromise());
        }
    }

    /** The member leaves for good. */
    void leave() {
        over = true;
        send(FrameText.leave());
    }
}
