package dev.viche.socket;

import dev.viche.accounts.Credentials;
import dev.viche.accounts.Origins;
import dev.viche.config.VicheConfig;
import dev.viche.live.Session;
import dev.viche.live.Sessions;
import dev.viche.live.Shares;
import dev.viche.moderation.Act;
import dev.viche.moderation.Network;
import dev.viche.protocol.Closing;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides before the upgrade who comes in, and makes the session. Who is not let in is upgraded all the same and closed
 * with a code at once, since a browser shows its page no HTTP status of a failed upgrade.
 */
@Singleton
public class UpgradeGuard implements HttpUpgradeCheck {

    static final TypedKey<Session> SESSION = new TypedKey<>("viche.session");

    /** This process is at its end, and another may serve in a moment. */
    private static final Map<String, List<String>> SOON = Map.of("Retry-After", List.of("1"));

    private final Sessions sessions;
    private final Origins origins;
    private final Shares shares;
    private final OpenSockets open;
    private final long maxMessageSize;

    UpgradeGuard(Sessions sessions, Origins origins, Shares shares, OpenSockets open, VicheConfig config) {
        this.sessions = sessions;
        this.origins = origins;
        this.shares = shares;
        this.open = open;
        this.maxMessageSize = config.limits().frameSize().asLongValue();
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        // Behind a proxy that is trusted this is the address the proxy tells.
        Network address = Network.of(request.remoteAddress().hostAddress());
        Session session = sessions.create(channel, address, Credentials.of(request));
        if (session == null) {
            return CheckResult.rejectUpgrade(503, SOON);
        }
        Closing refusal = refusal(request, channel, address);
        if (refusal != null) {
            session.close(refusal);
        }
        ChannelPipeline pipeline = channel.pipeline();
        // Netty's own validator in front of ours: it tells invalid UTF-8, which the framework would replace by U+FFFD.
        pipeline.addBefore("handler", FrameGuard.NAME, new FrameGuard(session, maxMessageSize));
        pipeline.addBefore(FrameGuard.NAME, "viche-utf8", new Utf8FrameValidator(false));
        context.userData().put(SESSION, session);
        return CheckResult.permitUpgrade();
    }

    private @Nullable Closing refusal(HttpServerRequest request, Channel channel, Network address) {
        if (!sessions.accepting()) {
            return Closing.GOING_AWAY;
        }
        if (!origins.allow(request.getHeader("Origin"), request.getHeader("Host"))) {
            return Closing.REFUSED;
        }
        if (!open.enter(address)) {
            return Closing.OVER_CAPACITY;
        }
        if (shares.take(Act.JOIN, address) > 0) {
            open.leave(address);
            return Closing.OVER_CAPACITY;
        }
        var _ = channel.closeFuture().addListener(_ -> open.leave(address));
        return null;
    }
}
