package dev.viche.web;

import dev.viche.protocol.Refusal;
import dev.viche.rest.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * A body must say that it is JSON. The framework takes one without a media type for JSON as well, and such a body a page
 * of any origin may send without a preflight (the Fetch standard): it would speak through its visitor's browser.
 */
class DeclaredBody {

    @ServerRequestFilter
    @Nullable
    Response check(ContainerRequestContext request) {
        boolean hasBody = request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
        return hasBody && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
                ? Problem.response(
                        Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode(),
                        Refusal.INVALID_FRAME,
                        "Send the body as application/json.")
                : null;
    }
}
