package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.moderation.JoinCodes;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/codes}: codes that let accounts into a room. */
@Path("/api/v1/rooms/{room}/codes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JoinCodesResource {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(90);

    private final Doors doors;
    private final Ruler ruler;

    JoinCodesResource(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /** A wish for a code that is good for so many seconds; a week when that is not told. */
    public record NewCode(@JsonProperty("seconds") @Nullable Long seconds) {}

    /** A code as it was made. It is shown this once. */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record Code(
            @JsonProperty("code_id") long codeId,
            @JsonProperty("code") String code,
            @JsonProperty("expires") String expires) {
        /** Without the code: what is printed may end in a log. */
        @Override
        public String toString() {
            return "Code[" + codeId + "]";
        }
    }

    /** Makes a code. */
    @POST
    public Response create(@RestPath String room, @Nullable NewCode wish) {
        Person actor = ruler.actor();
        Instant expires = ruler.end(
                wish == null ? null : wish.seconds(), LONGEST, ruler.now().plus(USUAL));
        JoinCode code = JoinCode.random();
        long id = ruler.rule(new Ruling.MakeCode(actor, doors.enter(room).room().id(), code.hash(), expires));
        return Response.status(Response.Status.CREATED)
                .entity(new Code(id, code.text(), expires.toString()))
                .build();
    }

    /** A code that is good. */
    public record CodeView(
            @JsonProperty("code_id") long codeId,
            @JsonProperty("made_by") String madeBy,
            @JsonProperty("expires") String expires) {}

    /** The codes of a room that are good. */
    public record CodeList(@JsonProperty("codes") List<CodeView> codes) {}

    /** The codes of a room that are good, the newest first. */
    @GET
    public CodeList list(@RestPath String room) {
        long roomId = ruler.moderated(doors, room);
        return new CodeList(ruler.read(sql -> JoinCodes.list(sql, roomId, ruler.now())).stream()
                .map(code -> new CodeView(
                        code.id(), code.madeBy().toString(), code.expires().toString()))
                .toList());
    }

    /** Makes a code good no more. */
    @DELETE
    @Path("{code}")
    public void delete(@RestPath String room, @RestPath String code) {
        Person actor = ruler.actor();
        long id = Numbers.read("code_id", code, 1, Long.MAX_VALUE);
        var _ = ruler.rule(new Ruling.RevokeCode(actor, doors.enter(room).room().id(), id));
    }
}
