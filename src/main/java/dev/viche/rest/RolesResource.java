package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/roles}: who is what in a room. */
@Path("/api/v1/rooms/{room}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RolesResource {

    private static final int MAX_OFFSET = 1_000_000;

    private final Doors doors;
    private final Ruler ruler;

    RolesResource(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /** Someone with a role: {@code owner}, {@code moderator} or {@code member}. */
    public record RoleView(
            @JsonProperty("user_id") String userId,
            @JsonProperty("username") String username,
            @JsonProperty("role") @Nullable String role) {}

    /** A page of them; {@code next} is the offset of the one after it, null at the end. */
    public record RolePage(
            @JsonProperty("roles") List<RoleView> roles,
            @JsonProperty("next") @Nullable Integer next) {}

    /** Who has a role, owners first. For whoever may read the room. */
    @GET
    public RolePage list(
            @RestPath String room,
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int from = (int) Numbers.read("offset", offset, 0, MAX_OFFSET);
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        long roomId = doors.enter(room).room().id();
        List<Roles.Holder> found = ruler.read(sql -> Roles.holders(sql, roomId, from, count + 1));
        List<RoleView> roles = found.stream()
                .limit(count)
                .map(holder -> new RoleView(
                        holder.userId().toString(),
                        holder.username(),
                        holder.rank().wireName()))
                .toList();
        return new RolePage(roles, found.size() > count ? from + count : null);
    }

    /** The role someone is to have. */
    public record NewRole(@JsonProperty("role") @Nullable String role) {}

    /** Gives an account a role; {@code member} invites it. {@code user} is a user_id or an account's name. */
    @PUT
    @Path("{user}")
    public void give(@RestPath String room, @RestPath String user, @Nullable NewRole wish) {
        Rank rank = rank(wish == null ? null : wish.role());
        Person actor = ruler.actor();
        long roomId = doors.enter(room).room().id();
        var _ = ruler.rule(new Ruling.Appoint(actor, roomId, ruler.user(user), rank));
    }

    private static Rank rank(@Nullable String role) {
        return switch (role) {
            case "member" -> Rank.MEMBER;
            case "moderator" -> Rank.MODERATOR;
            case "owner" -> Rank.OWNER;
            case null, default -> throw new Problem(Refusal.INVALID_FRAME, "role must be member, moderator or owner.");
        };
    }

    /** Takes someone's role, or gives one's own back: who leaves a closed room is out of it. */
    @DELETE
    @Path("{user}")
    public void take(@RestPath String room, @RestPath String user, @QueryParam("reason") @Nullable String reason) {
        Person actor = ruler.actor();
        long roomId = doors.enter(room).room().id();
        var _ = ruler.rule(new Ruling.Dismiss(actor, roomId, ruler.user(user), Ruler.reason(reason)));
    }
}
