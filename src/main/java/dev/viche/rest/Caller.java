package dev.viche.rest;

import dev.viche.accounts.Guests;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who makes a request: the guest whose resume token is its bearer token (RFC 6750). */
@RequestScoped
class Caller {

    private static final String BEARER = "bearer ";

    private final Guests guests;
    private final HttpHeaders headers;

    Caller(Guests guests, HttpHeaders headers) {
        this.guests = guests;
        this.headers = headers;
    }

    /**
     * The guest who calls; null when the request has no token.
     *
     * @throws Problem 401 when it has one that is not good
     */
    @Nullable
    Person known() {
        String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        Person person = header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? guests.read(header.substring(BEARER.length()).strip())
                : null;
        if (person == null) {
            throw Problem.unauthorized("The bearer token is not a resume_token of this server, or is older than a day;"
                    + " get a new one from POST /api/v1/guests.");
        }
        return person;
    }

    /** A new guest of that name, or of a made-up one. */
    Person newGuest(@Nullable Name username) {
        return guests.who(username, null);
    }
}
