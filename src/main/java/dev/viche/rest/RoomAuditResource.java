package dev.viche.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /api/v1/rooms/{room}/audit}: what was done in a room; for those who moderate it. */
@Path("/api/v1/rooms/{room}/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoomAuditResource {

    private final Trail trail;

    RoomAuditResource(Trail trail) {
        this.trail = trail;
    }

    /** The newest first; {@code before} an id, older ones. */
    @GET
    public Trail.EntryList list(
            @RestPath String room,
            @QueryParam("before") @DefaultValue("9007199254740991") String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        return trail.list(room, before, limit);
    }
}
