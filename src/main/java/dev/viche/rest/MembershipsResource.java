package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.live.Census;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/memberships}: the rooms one has a role in. */
@Path("/api/v1/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MembershipsResource {

    private static final int MOST = 200;

    private final Ruler ruler;
    private final Census census;

    MembershipsResource(Ruler ruler, Census census) {
        this.ruler = ruler;
        this.census = census;
    }

    /** The rooms one has a role in. */
    public record RoomList(@JsonProperty("rooms") List<RoomView> rooms) {}

    /** The rooms one has a role in, closed ones too, the most recently active first; the first 200. */
    @GET
    public RoomList list() {
        Person person = ruler.person();
        return new RoomList(ruler.read(sql -> Roles.rooms(sql, person.userId(), MOST)).stream()
                .map(this::view)
                .toList());
    }

    private RoomView view(Roles.Held held) {
        return RoomView.of(held.room(), census.present(held.room().id()), held.rank());
    }

    /** A code that somebody gave. */
    public record NewMembership(
            @JsonProperty("code") @Nullable String code) {
        /** Without the code: what is printed may end in a log. */
        @Override
        public String toString() {
            return "NewMembership";
        }
    }

    /** Becomes a member of the room a code is of. */
    @POST
    public Response create(@Nullable NewMembership wish) {
        JoinCode code = new JoinCode(Outcomes.required("code", wish == null ? null : wish.code()));
        Person person = ruler.person();
        long roomId = ruler.rule(new Ruling.Redeem(person, code.hash()));
        Roles.Held held = ruler.find(sql -> Roles.room(sql, person.userId(), roomId));
        if (held == null) {
            throw new Problem(Refusal.CONFLICT, "You were put out of the room again at this moment.");
        }
        return Response.status(Response.Status.CREATED).entity(view(held)).build();
    }
}
