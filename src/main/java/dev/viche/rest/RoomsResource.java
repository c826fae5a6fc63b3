package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.live.Census;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.RoomDirectory;
import dev.viche.rooms.RoomSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms}: rooms, and what they are like. */
@Path("/api/v1/rooms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoomsResource {

    private static final int MAX_OFFSET = 1_000_000;

    private final RoomDirectory directory;
    private final Census census;
    private final Doors doors;
    private final Ruler ruler;

    RoomsResource(RoomDirectory directory, Census census, Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
        this.directory = directory;
        this.census = census;
    }

    /** A page of rooms; {@code next} is the offset of the one after it, null at the end. */
    public record RoomPage(
            @JsonProperty("rooms") List<RoomView> rooms,
            @JsonProperty("next") @Nullable Integer next) {}

    /** The open rooms that are not archived, the most recently active first. */
    @GET
    public RoomPage list(
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int from = (int) Numbers.read("offset", offset, 0, MAX_OFFSET);
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        List<RoomDirectory.Listed> found = directory.page(from, count + 1);
        boolean more = found.size() > count;
        List<RoomView> rooms = found.stream()
                .limit(count)
                .map(room -> RoomView.of(room, census.present(room.id()), Rank.NOBODY))
                .toList();
        return new RoomPage(rooms, more ? from + count : null);
    }

    /** One room, open or the caller's. */
    @GET
    @Path("{room}")
    public RoomView show(@RestPath String room) {
        Name name = Name.of("room", room);
        if (name.isDirect()) {
            throw Doors.notFound();
        }
        Doors.Entered entered = doors.enter(room);
        return view(name, entered.standing().rank());
    }

    private RoomView view(Name name, Rank rank) {
        RoomDirectory.Listed found = directory.find(name);
        if (found == null) {
            throw Doors.notFound();
        }
        return RoomView.of(found, census.present(found.id()), rank);
    }

    /** A wish for a room; {@code kind} is {@code open}, the default, or {@code closed}. */
    public record NewRoom(
            @JsonProperty("room_name") @Nullable String roomName,
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("topic") @Nullable String topic) {}

    /** Makes a room, which is its maker's. */
    @POST
    public Response create(@Nullable NewRoom wish) {
        Name name = name(Outcomes.required("room_name", wish == null ? null : wish.roomName()));
        String kind = wish == null ? null : wish.kind();
        String topic = topic(wish == null ? null : wish.topic());
        var _ = ruler.rule(new Ruling.Create(
                ruler.person(),
                name,
                Boolean.TRUE.equals(closed(kind)),
                topic == null || topic.isEmpty() ? null : topic));
        return Response.status(Response.Status.CREATED)
                .entity(view(name, Rank.OWNER))
                .build();
    }

    /**
     * What is to change in a room; what is null or not there stays.
     *
     * @param slowMode seconds between two messages of one person; 0 for none
     * @param retention days entries are kept; 0 for as long as the server keeps them
     */
    public record RoomChange(
            @JsonProperty("room_name") @Nullable String roomName,
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("topic") @Nullable String topic,
            @JsonProperty("archived") @Nullable Boolean archived,
            @JsonProperty("read_only") @Nullable Boolean readOnly,
            @JsonProperty("slow_mode") @Nullable Integer slowMode,
            @JsonProperty("retention") @Nullable Integer retention,
            @JsonProperty("reason") @Nullable String reason) {}

    /** Changes a room. Topic, slow mode and read-only are for its moderators, the rest for its owners. */
    @PATCH
    @Path("{room}")
    public RoomView change(@RestPath String room, @Nullable RoomChange wish) {
        if (wish == null) {
            throw new Problem(Refusal.INVALID_FRAME, "The body needs at least one member to change.");
        }
        Person actor = ruler.actor();
        Doors.Entered entered = doors.enter(room);
        Name name = wish.roomName() == null ? null : name(wish.roomName());
        var _ = ruler.rule(new Ruling.Change(
                actor,
                entered.room().id(),
                name,
                closed(wish.kind()),
                topic(wish.topic()),
                wish.archived(),
                wish.readOnly(),
                within("slow_mode", wish.slowMode(), RoomSettings.MAX_SLOW_MODE),
                within("retention", wish.retention(), RoomSettings.MAX_RETENTION),
                Ruler.reason(wish.reason())));
        return view(
                name == null ? Name.of("room", room) : name, entered.standing().rank());
    }

    private static Name name(String given) {
        Name name = Name.of("room_name", given);
        if (name.isDirect()) {
            throw new Problem(
                    Refusal.INVALID_FRAME, "room_name must not begin with @: that marks a direct conversation.");
        }
        return name;
    }

    private static @Nullable Boolean closed(@Nullable String kind) {
        return switch (kind) {
            case null -> null;
            case "open" -> false;
            case "closed" -> true;
            default -> throw new Problem(Refusal.INVALID_FRAME, "kind must be open or closed.");
        };
    }

    private static @Nullable String topic(@Nullable String given) {
        String topic = given == null ? null : given.strip();
        if (topic != null && topic.codePointCount(0, topic.length()) > RoomSettings.MAX_TOPIC) {
            throw new Problem(Refusal.TOO_LONG, "topic has %d characters at most.".formatted(RoomSettings.MAX_TOPIC));
        }
        return topic;
    }

    private static @Nullable Integer within(String member, @Nullable Integer given, int most) {
        if (given != null && (given < 0 || given > most)) {
            throw new Problem(Refusal.INVALID_FRAME, "%s must be a whole number from 0 to %d.".formatted(member, most));
        }
        return given;
    }
}
