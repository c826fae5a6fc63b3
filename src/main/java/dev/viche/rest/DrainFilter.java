package dev.viche.rest;

import dev.viche.live.Sessions;
import dev.viche.protocol.Refusal;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** While the server stops it still answers questions, but takes on nothing new. */
class DrainFilter {

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;

    DrainFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @ServerRequestFilter
    @Nullable
    Response filter(ContainerRequestContext request) {
        return sessions.accepting() || isSafe(request.getMethod())
                ? null
                : new Problem(Refusal.DRAINING, "This server is going away; send it again in a moment.").getResponse();
    }

    /** Whether a call of that method changes nothing (RFC 9110, section 9.2.1). */
    static boolean isSafe(String method) {
        return SAFE.contains(method);
    }
}
