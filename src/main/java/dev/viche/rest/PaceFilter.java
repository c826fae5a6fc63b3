package dev.viche.rest;

import dev.viche.live.Shares;
import dev.viche.moderation.Act;
import dev.viche.moderation.Network;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Holds REST calls to the shares of their address and of the user whose token they bear. */
class PaceFilter {

    private final Shares shares;
    private final Caller caller;

    PaceFilter(Shares shares, Caller caller) {
        this.shares = shares;
        this.caller = caller;
    }

    @ServerRequestFilter
    @Nullable
    Response filter(ContainerRequestContext request, HttpServerRequest http) {
        Act act = DrainFilter.isSafe(request.getMethod()) ? Act.READ : Act.WRITE;
        long wait = shares.take(act, Network.of(http.remoteAddress().hostAddress()));
        if (wait == 0) {
            wait = ofUser(act);
        }
        return wait == 0 ? null : Problem.tooFast(wait).getResponse();
    }

    private long ofUser(Act act) {
        try {
            UUID user = caller.user();
            return user == null ? 0 : shares.take(act, user);
        } catch (Problem _) {
            // A token that is not good is for the resource to answer, if it asks for one at all.
            return 0;
        }
    }
}
