package dev.viche.rest;

import dev.viche.accounts.Bearer;
import dev.viche.accounts.Bearers;
import dev.viche.accounts.Bot;
import dev.viche.accounts.Credentials;
import dev.viche.accounts.Guests;
import dev.viche.accounts.Origins;
import dev.viche.accounts.ReservedNames;
import dev.viche.accounts.Scope;
import dev.viche.moderation.Network;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: the account whose access token, or the guest whose resume token, is its bearer token (RFC 6750),
 * or the account in the page's cookie.
 */
@RequestScoped
class Caller {

    private final Guests guests;
    private final ReservedNames reserved;
    private final Bearers bearers;
    private final Origins origins;
    private final HttpServerRequest request;

    Caller(Guests guests, ReservedNames reserved, Bearers bearers, Origins origins, HttpServerRequest request) {
        this.guests = guests;
        this.reserved = reserved;
        this.bearers = bearers;
        this.origins = origins;
        this.request = request;
    }

    /** Where the request comes from, as limits count it. */
    long network() {
        return Network.of(request.remoteAddress().hostAddress()).number();
    }

    /** Whether it came over TLS, as far as a trusted proxy tells. */
    boolean isSecure() {
        return request.isSSL() || "https".equals(request.scheme());
    }

    /** Whose token it shows, as the token alone tells: a look at the signature and not at the database; null for none. */
    @Nullable
    UUID user() {
        String token = token();
        if (token == null) {
            return null;
        }
        if (Bearers.isAccessToken(token)) {
            return bearers.userOf(token);
        }
        Person guest = guests.read(token);
        return guest == null ? null : guest.userId();
    }

    /**
     * Who calls; null when the request has no token.
     *
     * @throws Problem 401 when it has one that is not good
     */
    @Nullable
    Person known() {
        String token = token();
        if (token == null) {
            return null;
        }
        if (Bearers.isAccessToken(token)) {
            return identified(token).account().person();
        }
        Person guest = guests.read(token);
        if (guest == null) {
            throw Problem.unauthorized(
                    "The bearer token is neither an access token nor a resume_token of this server, or"
                            + " it is too old; get a new one from POST /api/v1/tokens or POST /api/v1/guests.");
        }
        reserved.check(guest.name());
        return guest;
    }

    /**
     * The account that calls, and the login it calls over.
     *
     * @throws Problem 401 when it is none
     */
    Bearer account() {
        Bearer bearer = accountIfAny();
        if (bearer == null) {
            throw Problem.unauthorized(
                    "This needs an account: log in with POST /api/v1/logins and send the access token.");
        }
        if (bearer.bot() != null) {
            throw new Problem(Refusal.FORBIDDEN, "A bot's token is good for its room only; this is for people.");
        }
        return bearer;
    }

    /** What the token is good for, if it is a bot's; null when a person calls, or nobody known. */
    @Nullable
    Bot bot() {
        Bearer bearer = accountIfAny();
        return bearer == null ? null : bearer.bot();
    }

    /**
     * Holds a bot to what its token says; people may.
     *
     * @throws Problem 403 when it does not say so
     */
    void require(Scope scope) {
        Bot bot = bot();
        if (bot != null && !bot.scopes().contains(scope)) {
            throw new Problem(
                    Refusal.FORBIDDEN,
                    "This token has no scope %s; make a bot that has it.".formatted(scope.wireName()));
        }
    }

    /** As {@link #account}; null when there is no access token. */
    @Nullable
    Bearer accountIfAny() {
        String token = token();
        return token == null || !Bearers.isAccessToken(token) ? null : identified(token);
    }

    private @Nullable String token() {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            String token = Credentials.bearer(header);
            return token == null ? "" : token;
        }
        String cookie = Credentials.cookie(request);
        if (cookie != null) {
            requireOwnPage();
        }
        return cookie;
    }

    /**
     * A cookie goes along with whatever a browser sends. SameSite=Strict keeps it from other sites; this keeps it from
     * pages of a neighbouring port or subdomain, which are of the same site and of another origin.
     *
     * @throws Problem 403 for a request that changes something and does not come from a page that may
     */
    void requireOwnPage() {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean safe = DrainFilter.isSafe(request.method().name());
        if (!safe && (origin == null || !origins.allow(origin, request.getHeader(HttpHeaders.HOST)))) {
            throw new Problem(
                    Refusal.FORBIDDEN,
                    "A cookie is good for this server's own page only; send the token in Authorization, or add the page's"
                            + " origin to VICHE_ORIGINS.");
        }
    }

    private Bearer identified(String token) {
        Bearer bearer;
        try {
            bearer = bearers.identify(token);
        } catch (FrameRefused refused) {
            throw new Problem(refused.refusal(), refused.detail());
        }
        if (bearer == null) {
            throw Problem.unauthorized(
                    "The access token is not good, or not any more; get a new one from POST /api/v1/tokens, or log in.");
        }
        return bearer;
    }

    /** A new guest of that name, or of a made-up one. */
    Person newGuest(@Nullable Name username) {
        Person guest = guests.who(username, null);
        reserved.check(guest.name());
        return guest;
    }
}
