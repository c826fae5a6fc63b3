package dev.viche.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.protocol.Refusal;
import dev.viche.rest.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A body over the limit is refused by a problem document like everything else; the framework's own answer is empty. */
class BodyLimit {

    /** Before the framework's own look at the length, after {@link SecurityHeaders}. */
    private static final int EARLY = SecurityHeaders.FIRST - 1;

    private static final int STATUS = 413;

    private final long limit;
    private final String answer;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, ObjectMapper json)
            throws JsonProcessingException {
        this.limit = limit.asLongValue();
        this.answer = json.writeValueAsString(new Problem.Document(
                "about:blank",
                "Request Entity Too Large",
                STATUS,
                "A body may have %d bytes; shorten it or send it in parts.".formatted(this.limit),
                Refusal.TOO_LONG.code(),
                Refusal.TOO_LONG.retry()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= limit) {
            context.next();
            return;
        }
        // The body is not read, so nothing else can be asked on this connection.
        var _ = context.response()
                .setStatusCode(STATUS)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(answer);
    }
}
