package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.live.Posting;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Written;
import dev.viche.protocol.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/members/{user}/messages}: all that someone has said in a room. */
@Path("/api/v1/rooms/{room}/members/{user}/messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {

    /** So many at once, so that others' messages are not kept waiting behind them. */
    private static final int CHUNK = 200;

    private static final int MOST = 10_000;

    private final Doors doors;
    private final Ruler ruler;
    private final MessageLog log;
    private final Posting posting;

    ErasureResource(Doors doors, Ruler ruler, MessageLog log, Posting posting) {
        this.doors = doors;
        this.ruler = ruler;
        this.log = log;
        this.posting = posting;
    }

    /** How many messages were deleted, and whether there are more, for another call. */
    public record Erased(
            @JsonProperty("deleted") int deleted,
            @JsonProperty("more") boolean more) {}

    /** Deletes what someone has said, the oldest first, 10,000 messages at most. For those who moderate the room. */
    @DELETE
    public Erased delete(@RestPath String room, @RestPath String user, @QueryParam("reason") @Nullable String reason) {
        Person actor = ruler.actor();
        UUID author = ruler.user(user);
        String why = Ruler.reason(reason);
        long roomId = ruler.moderated(doors, room);
        int deleted = 0;
        List<Long> seqs = log.saidBy(roomId, author, 0, CHUNK);
        while (!seqs.isEmpty() && deleted < MOST) {
            List<CompletionStage<Written>> answers = seqs.stream()
                    .map(seq -> posting.delete(roomId, actor, seq, why))
                    .toList();
            for (CompletionStage<Written> answer : answers) {
                deleted += Answers.await(answer) instanceof Written.Appended ? 1 : 0;
            }
            seqs = log.saidBy(roomId, author, seqs.getLast(), CHUNK);
        }
        return new Erased(deleted, !seqs.isEmpty());
    }
}
