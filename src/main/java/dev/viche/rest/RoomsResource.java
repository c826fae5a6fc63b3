package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.live.LiveRooms;
import dev.viche.protocol.Name;
import dev.viche.rooms.RoomDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms}: the open rooms. */
@Path("/api/v1/rooms")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoomsResource {

    private static final int MAX_OFFSET = 1_000_000;

    private final RoomDirectory directory;
    private final LiveRooms live;

    RoomsResource(RoomDirectory directory, LiveRooms live) {
        this.directory = directory;
        this.live = live;
    }

    /** A room; {@code lastActivity} is when its newest entry was made, UTC. */
    public record RoomView(
            @JsonProperty("room_name") String roomName,
            @JsonProperty("member_count") int memberCount,
            @JsonProperty("last_seq") long lastSeq,
            @JsonProperty("last_activity") String lastActivity) {}

    /** A page of rooms; {@code next} is the offset of the one after it, null at the end. */
    public record RoomPage(
            @JsonProperty("rooms") List<RoomView> rooms,
            @JsonProperty("next") @Nullable Integer next) {}

    /** The open rooms, the most recently active first. */
    @GET
    public RoomPage list(
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int from = (int) Numbers.read("offset", offset, 0, MAX_OFFSET);
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        List<RoomDirectory.Listed> found = directory.page(from, count + 1);
        boolean more = found.size() > count;
        List<RoomView> rooms = found.stream().limit(count).map(this::view).toList();
        return new RoomPage(rooms, more ? from + count : null);
    }

    /** One open room. */
    @GET
    @Path("{room}")
    public RoomView show(@RestPath String room) {
        Name name = Name.of("room", room);
        RoomDirectory.Listed found = name.isDirect() ? null : directory.find(name);
        if (found == null) {
            throw Doors.notFound();
        }
        return view(found);
    }

    private RoomView view(RoomDirectory.Listed room) {
        return new RoomView(
                room.name(),
                live.present(room.id()),
                room.lastSeq(),
                Instant.ofEpochMilli(room.lastActivity()).toString());
    }
}
