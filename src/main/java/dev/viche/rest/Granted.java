package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Grant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What someone who logged in is told.
 *
 * @param accessToken null when it is in a cookie
 * @param expiresIn seconds the access token is good for
 * @param refreshToken null when it is in a cookie
 * @param refreshExpiresIn seconds the refresh token is good for
 */
// Sent in a Response, whose content the build of a native image does not see.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Granted(
        @JsonProperty("user_id") String userId,
        @JsonProperty("username") String username,
        @JsonProperty("login_id") String loginId,
        @JsonProperty("access_token") @Nullable String accessToken,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @JsonProperty("refresh_expires_in") long refreshExpiresIn) {

    /** The answer; {@code cookies} keep the tokens, and with null the body tells them. */
    static Response response(Grant grant, @Nullable LoginCookies cookies) {
        Granted granted = new Granted(
                grant.account().userId().toString(),
                grant.account().name().value(),
                grant.loginId().toString(),
                cookies == null ? grant.accessToken() : null,
                grant.accessLifetime().toSeconds(),
                cookies == null ? grant.refreshToken() : null,
                grant.refreshLifetime().toSeconds());
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(granted);
        return (cookies == null ? answer : answer.cookie(cookies.of(grant))).build();
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Granted[" + userId + ", " + loginId + "]";
    }
}
