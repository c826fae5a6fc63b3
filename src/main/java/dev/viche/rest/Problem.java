package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.protocol.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** An answer that something was not done, as a problem document (RFC 9457) with the socket's error code. */
public final class Problem extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int RETRY_SECONDS = 1;
    private static final long SECOND = 1_000_000_000;

    /**
     * The document.
     *
     * @param type always {@code about:blank}: {@code code} tells the kind
     * @param title the status in words
     * @param status the HTTP status
     * @param detail one sentence that says what to do
     * @param code as in an {@code error} frame
     * @param retry whether the same request may pass later
     */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record Document(
            @JsonProperty("type") String type,
            @JsonProperty("title") String title,
            @JsonProperty("status") int status,
            @JsonProperty("detail") String detail,
            @JsonProperty("code") String code,
            @JsonProperty("retry") boolean retry) {}

    /** A problem with the status that fits the code. */
    public Problem(Refusal refusal, String detail) {
        this(status(refusal), refusal, detail);
    }

    private Problem(int status, Refusal refusal, String detail) {
        super(response(status, refusal, detail));
    }

    private Problem(Response response) {
        super(response);
    }

    /** Too many calls; the next one passes after so many nanoseconds. */
    static Problem tooFast(long nanos) {
        long seconds = Math.ceilDiv(nanos, SECOND);
        String detail = "You, or all at your address, call faster than this server allows; call again in %d s."
                .formatted(seconds);
        // Unlike a frame over its limit, a call knows when to come again.
        return new Problem(builder(TOO_MANY_REQUESTS, Refusal.RATE_LIMITED, detail, true)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build());
    }

    static Problem unauthorized(String detail) {
        return new Problem(Status.UNAUTHORIZED.getStatusCode(), Refusal.FORBIDDEN, detail);
    }

    /** The response of a problem. */
    public static Response response(int status, Refusal refusal, String detail) {
        Response.ResponseBuilder builder = builder(status, refusal, detail, refusal.retry());
        if (status == Status.UNAUTHORIZED.getStatusCode()) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.retry()) {
            builder.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return builder.build();
    }

    private static Response.ResponseBuilder builder(int status, Refusal refusal, String detail, boolean retry) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Document("about:blank", title(status), status, detail, refusal.code(), retry));
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case INVALID_JSON, INVALID_FRAME, NOT_JOINED -> Status.BAD_REQUEST.getStatusCode();
            case TOO_LONG -> Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
            case USERNAME_TAKEN, CONFLICT -> Status.CONFLICT.getStatusCode();
            case ROOM_NOT_FOUND, NOT_FOUND -> Status.NOT_FOUND.getStatusCode();
            case FORBIDDEN, MUTED -> Status.FORBIDDEN.getStatusCode();
            case RATE_LIMITED -> TOO_MANY_REQUESTS;
            case STORAGE_UNAVAILABLE, DRAINING -> Status.SERVICE_UNAVAILABLE.getStatusCode();
            case INTERNAL -> Status.INTERNAL_SERVER_ERROR.getStatusCode();
        };
    }

    private static String title(int status) {
        Status known = Status.fromStatusCode(status);
        return known == null ? "Status " + status : known.getReasonPhrase();
    }
}
