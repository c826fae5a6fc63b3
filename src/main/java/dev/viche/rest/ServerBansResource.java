package dev.viche.rest;

import dev.viche.moderation.Sanction.Kind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/bans}: who may enter no room; for admins. */
@Path("/api/v1/bans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@AdminsOnly
@RunOnVirtualThread
public class ServerBansResource {

    private final Sanctioning sanctioning;

    ServerBansResource(Sanctioning sanctioning) {
        this.sanctioning = sanctioning;
    }

    /** Those in force, the newest first; {@code before} an id, older ones. */
    @GET
    public Sanctioning.SanctionList list(
            @QueryParam("before") @DefaultValue("9007199254740991") String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        return sanctioning.list(Kind.BAN, null, before, limit);
    }

    /** Imposes one; it takes the place of another for the same person. */
    @POST
    public Response create(Sanctioning.@Nullable NewSanction wish) {
        return sanctioning.impose(Kind.BAN, null, wish);
    }

    /** Lifts one. */
    @DELETE
    @Path("{id}")
    public void delete(@RestPath String id, @QueryParam("reason") @Nullable String reason) {
        sanctioning.lift(Kind.BAN, null, id, reason);
    }
}
