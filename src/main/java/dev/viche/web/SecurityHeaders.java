package dev.viche.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/** What every HTTP answer tells a browser: run nothing that is not ours, frame nothing, guess nothing. */
class SecurityHeaders {

    /** Before everything else, so that errors and redirects have them too. */
    static final int FIRST = 1000;

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            // 'self' covers the page's own WebSocket in today's browsers (CSP3, section 6.7.2.8).
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    /** The page asks for none of what a browser asks its user about, and nobody shall in its name. */
    private static final String FEATURES = String.join(
            ", ",
            "camera=()",
            "display-capture=()",
            "geolocation=()",
            "microphone=()",
            "payment=()",
            "publickey-credentials-get=()",
            "usb=()");

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Permissions-Policy", FEATURES);
        if ("https".equals(context.request().scheme())) {
            // Only where the browser came by TLS, by ours or a trusted proxy's: over plain HTTP it would ignore this
            // (RFC 6797, section 7.2). No includeSubDomains: other hosts of the domain are not ours to speak for.
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        // The page's files keep their names over a deploy, so a browser asks each time whether its copy is still the
        // one.
        headers.set("Cache-Control", context.normalizedPath().startsWith("/api/") ? "no-store" : "no-cache");
        context.next();
    }
}
