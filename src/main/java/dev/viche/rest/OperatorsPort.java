package dev.viche.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The port that an operator keeps to themselves, where there is one: what is for admins is there, and at the port of
 * everybody it is what is not there. Asked once the resource is known, since a path can be written in more ways than one.
 */
@Singleton
public class OperatorsPort {

    private static final int NONE = 0;

    private volatile int port = NONE;

    /** From now on what is for admins is at that port alone. */
    public void keep(int port) {
        this.port = port;
    }

    @AdminsOnly
    @ServerRequestFilter
    void filter(HttpServerRequest request) {
        if (port != NONE && request.localAddress().port() != port) {
            throw new NotFoundException();
        }
    }
}
