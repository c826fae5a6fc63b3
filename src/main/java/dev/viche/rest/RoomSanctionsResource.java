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

/** What mutes and bans of a room have in common as resources; these annotations, too, count where the methods are. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public abstract class RoomSanctionsResource {

    private final Kind kind;
    private final Sanctioning sanctioning;

    RoomSanctionsResource(Kind kind, Sanctioning sanctioning) {
        this.kind = kind;
        this.sanctioning = sanctioning;
    }

    /** Those in force, the newest first; {@code before} an id, older ones. */
    @GET
    public Sanctioning.SanctionList list(
            @RestPath String room,
            @QueryParam("before") @DefaultValue("9007199254740991") String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        return sanctioning.list(kind, room, before, limit);
    }

    /** Imposes one; it takes the place of another for the same person. */
    @POST
    public Response create(@RestPath String room, Sanctioning.@Nullable NewSanction wish) {
        return sanctioning.impose(kind, room, wish);
    }

    /** Lifts one. */
    @DELETE
    @Path("{id}")
    public void delete(@RestPath String room, @RestPath String id, @QueryParam("reason") @Nullable String reason) {
        sanctioning.lift(kind, room, id, reason);
    }
}
