package dev.viche.rest;

import dev.viche.accounts.Credentials;
import dev.viche.accounts.Grant;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/**
 * The page's login: cookies that no script can read, that no other site's request bears, and that go over TLS only where
 * the login did. The refresh token goes to the one path that takes it.
 */
@RequestScoped
class LoginCookies {

    private static final String REFRESH_PATH = "/api/v1/tokens";

    private final Caller caller;

    LoginCookies(Caller caller) {
        this.caller = caller;
    }

    NewCookie[] of(Grant grant) {
        return new NewCookie[] {
            cookie(Credentials.ACCESS_COOKIE, "/", grant.accessToken(), grant.accessLifetime()),
            cookie(Credentials.REFRESH_COOKIE, REFRESH_PATH, grant.refreshToken(), grant.refreshLifetime())
        };
    }

    /** What makes a browser forget them. */
    NewCookie[] none() {
        return new NewCookie[] {
            cookie(Credentials.ACCESS_COOKIE, "/", "", Duration.ZERO),
            cookie(Credentials.REFRESH_COOKIE, REFRESH_PATH, "", Duration.ZERO)
        };
    }

    private NewCookie cookie(String name, String path, String value, Duration age) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(Math.toIntExact(age.toSeconds()))
                .httpOnly(true)
                .secure(caller.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
