package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/kicks}: sending someone out of a room. */
@Path("/api/v1/rooms/{room}/kicks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KicksResource {

    private final Doors doors;
    private final Ruler ruler;

    KicksResource(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /** Who is to be sent out, and why. */
    public record NewKick(
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("reason") @Nullable String reason) {}

    /** Ends someone's connections to the room, in every process; they may come back. */
    @POST
    public void create(@RestPath String room, @Nullable NewKick wish) {
        Person actor = ruler.actor();
        long roomId = doors.enter(room).room().id();
        var _ = ruler.rule(new Ruling.Kick(
                actor,
                roomId,
                ruler.user(wish == null ? null : wish.userId()),
                Ruler.reason(wish == null ? null : wish.reason())));
    }
}
