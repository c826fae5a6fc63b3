package dev.viche.accounts;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request shows who makes it: in {@code Authorization} as a bearer token (RFC 6750); in the offered sub-protocols
 * of a socket, the one header a page can set there; or in the page's cookie.
 */
public final class Credentials {

    /** The cookie of the access token. */
    public static final String ACCESS_COOKIE = "viche_access";

    /** The cookie of the refresh token. */
    public static final String REFRESH_COOKIE = "viche_refresh";

    private static final String BEARER = "bearer ";

    // Read here and not by the framework (propagate-subprotocol-headers), which would let a page set any header it
    // likes, those of a trusted proxy among them.
    private static final String SUBPROTOCOL = "quarkus-http-upgrade#authorization#";

    private Credentials() {}

    /** The access token of an upgrade; null when it shows none. A resume token is none. */
    public static @Nullable String of(HttpServerRequest upgrade) {
        String token = bearer(upgrade.getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            token = subprotocol(upgrade.getHeader("Sec-WebSocket-Protocol"));
        }
        return token == null ? cookie(upgrade) : token;
    }

    private static @Nullable String subprotocol(@Nullable String offered) {
        if (offered == null) {
            return null;
        }
        for (String each : offered.split(",", -1)) {
            String protocol = each.strip();
            if (protocol.toLowerCase(Locale.ROOT).startsWith(SUBPROTOCOL)) {
                return bearer(decoded(protocol.substring(SUBPROTOCOL.length())));
            }
        }
        return null;
    }

    /** As a page's {@code encodeURIComponent} writes it: a space is not allowed in the name of a sub-protocol. */
    private static @Nullable String decoded(String encoded) {
        try {
            return QueryStringDecoder.decodeComponent(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What an Authorization header holds; null when that is no bearer token. */
    public static @Nullable String bearer(@Nullable String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    /** The page's access token; null when it has none. */
    public static @Nullable String cookie(HttpServerRequest request) {
        Cookie cookie = request.getCookie(ACCESS_COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }
}
