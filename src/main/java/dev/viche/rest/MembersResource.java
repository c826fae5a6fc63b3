package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.live.Census;
import dev.viche.protocol.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /api/v1/rooms/{room}/members}: who is present. */
@Path("/api/v1/rooms/{room}/members")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MembersResource {

    private final Doors doors;
    private final Census census;

    MembersResource(Doors doors, Census census) {
        this.doors = doors;
        this.census = census;
    }

    /** Someone present. */
    public record MemberView(
            @JsonProperty("user_id") String userId,
            @JsonProperty("username") String username) {}

    /** The first of those present, longest present first, and how many there are. */
    public record Members(
            @JsonProperty("members") List<MemberView> members,
            @JsonProperty("member_count") int memberCount) {}

    /** Who is present. */
    @GET
    public Members list(@RestPath String room, @QueryParam("limit") @DefaultValue("200") String limit) {
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        long roomId = doors.enter(room).room().id();
        List<Person> present = Answers.await(census.members(roomId, count));
        return new Members(
                present.stream()
                        .map(person -> new MemberView(
                                person.userId().toString(), person.name().value()))
                        .toList(),
                census.present(roomId));
    }
}
