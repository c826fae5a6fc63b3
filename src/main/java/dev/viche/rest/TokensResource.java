package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Credentials;
import dev.viche.accounts.Logins;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/tokens}: the next tokens of a login. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokensResource {

    private static final String WRONG = "The refresh token is not good, or not any more; log in again.";

    private final Logins logins;
    private final Caller caller;
    private final LoginCookies cookies;

    TokensResource(Logins logins, Caller caller, LoginCookies cookies) {
        this.logins = logins;
        this.caller = caller;
        this.cookies = cookies;
    }

    /** The refresh token; left out where it is in a cookie. */
    public record Refresh(
            @JsonProperty("refresh_token") @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    /** Takes a refresh token and gives an access token and the next refresh token. Each is good once. */
    @POST
    public Response create(@CookieParam(Credentials.REFRESH_COOKIE) @Nullable String cookie, @Nullable Refresh wish) {
        String given = wish == null ? null : wish.refreshToken();
        if (given != null) {
            return Granted.response(Outcomes.done(logins.refresh(given, caller.network()), WRONG), null);
        }
        if (cookie == null || cookie.isEmpty()) {
            throw Problem.unauthorized("The body needs the member refresh_token, or the request the page's cookie.");
        }
        caller.requireOwnPage();
        return Granted.response(Outcomes.done(logins.refresh(cookie, caller.network()), WRONG), cookies);
    }
}
