package dev.viche.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/v1/audit}: what was done in all rooms and to the server; for admins. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@AdminsOnly
@RunOnVirtualThread
public class AuditResource {

    private final Trail trail;

    AuditResource(Trail trail) {
        this.trail = trail;
    }

    /** The newest first; {@code before} an id, older ones. */
    @GET
    public Trail.EntryList list(
            @QueryParam("before") @DefaultValue("9007199254740991") String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        return trail.list(null, before, limit);
    }
}
