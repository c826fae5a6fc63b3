package dev.viche.socket;

import dev.viche.config.VicheConfig;
import dev.viche.live.Session;
import dev.viche.live.Sessions;
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
import org.jspecify.annotations.Nullable;

/**
 * Decides before the upgrade who comes in, and makes the session. Who is not let in is upgraded all the same and closed
 * with a code at once, since a browser shows its page no HTTP status of a failed upgrade.
 */
@Singleton
public class UpgradeGuard implements HttpUpgradeCheck {

    static final TypedKey<Session> SESSION = new TypedKey<>("viche.session");

    private final Sessions sessions;
    private final Origins origins;
    private final AddressLimit addresses;
    private final long maxMessageSize;

    UpgradeGuard(Sessions sessions, Origins origins, AddressLimit addresses, VicheConfig config) {
        this.sessions = sessions;
        this.origins = origins;
        this.addresses = addresses;
        this.maxMessageSize = config.limits().frameSize().asLongValue();
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Session session = sessions.create(channel);
        Closing refusal = refusal(request, channel);
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

    private @Nullable Closing refusal(HttpServerRequest request, Channel channel) {
        if (!sessions.accepting()) {
            return Closing.GOING_AWAY;
        }
        if (!origins.allow(request.getHeader("Origin"), request.getHeader("Host"))) {
            return Closing.REFUSED;
        }
        String address = request.remoteAddress().hostAddress();
        if (!addresses.enter(address)) {
            return Closing.OVER_CAPACITY;
        }
        var _ = channel.closeFuture().addListener(_ -> addresses.leave(address));
        return null;
    }
}
