package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Scope;
import dev.viche.config.VicheConfig;
import dev.viche.live.Posting;
import dev.viche.messages.Change;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Page;
import dev.viche.messages.Written;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.FrameCodec;
import dev.viche.protocol.FrameWriter;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.storage.LogIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/messages}: read the log, and say something. Entries are the frames of a socket. */
@Path("/api/v1/rooms/{room}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MessagesResource {

    private final Doors doors;
    private final Caller caller;
    private final MessageLog log;
    private final LogIdentity identity;
    private final Posting posting;
    private final FrameCodec codec;

    MessagesResource(
            Doors doors, Caller caller, MessageLog log, LogIdentity identity, Posting posting, VicheConfig config) {
        this.doors = doors;
        this.caller = caller;
        this.log = log;
        this.identity = identity;
        this.posting = posting;
        this.codec = new FrameCodec(config.limits().messageLength());
    }

    /** A stretch of the log: {@code after} reads towards newer entries, {@code before}, the default, towards older. */
    @GET
    public String list(
            @RestPath String room,
            @QueryParam("before") @Nullable String before,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        if (before != null && after != null) {
            throw new Problem(Refusal.INVALID_FRAME, "Give before or after, not both.");
        }
        long roomId = doors.enter(room).room().id();
        if (after != null) {
            return json(log.after(roomId, Numbers.read("after", after, 0, ClientFrame.MAX_NUMBER), count));
        }
        long newest = before == null ? Long.MAX_VALUE : Numbers.read("before", before, 1, ClientFrame.MAX_NUMBER);
        return json(log.before(roomId, newest, count));
    }

    /**
     * What is to be said.
     *
     * @param username the name of a guest who has no token
     * @param replyTo the seq of the message it answers
     */
    public record NewMessage(
            @JsonProperty("message_text") @Nullable String messageText,
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("reply_to") @Nullable Long replyTo) {}

    /** Says something. Answered with the message, 201 when it is new and 200 for a resend, after it is committed. */
    @POST
    public Response post(
            @RestPath String room, @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable NewMessage message) {
        if (message == null || message.messageText() == null) {
            throw new Problem(Refusal.INVALID_FRAME, "The body needs the member message_text, a string.");
        }
        Person author = author(message.username(), key);
        var checked = new ClientFrame.ChatMessage(codec.text(message.messageText()), key, message.replyTo());
        var text = new Posting.Text(author, checked.text(), checked.clientMessageId(), checked.replyTo());
        return answer(Answers.await(say(room, author, text)));
    }

    private Person author(@Nullable String username, @Nullable String key) {
        Person known = caller.known();
        if (known != null) {
            return known;
        }
        if (key != null) {
            throw new Problem(
                    Refusal.INVALID_FRAME,
                    "An Idempotency-Key needs a caller to belong to: get a resume_token from POST /api/v1/guests and send"
                            + " it as bearer token.");
        }
        return caller.newGuest(username == null ? null : Name.ofPerson("username", username));
    }

    private java.util.concurrent.CompletionStage<Written> say(String room, Person author, Posting.Text text) {
        Name name = Name.of("room", room);
        caller.require(Scope.WRITE);
        if (!name.isDirect()) {
            Doors.Entered entered = doors.enter(room);
            return posting.inRoom(entered.room(), entered.standing(), text);
        }
        Person other = caller.bot() == null ? doors.partner(author, name) : null;
        if (other == null) {
            throw Doors.notFound();
        }
        return posting.toPerson(other, text);
    }

    private static Response answer(Written written) {
        return switch (written) {
            case Written.Appended appended -> message(Response.Status.CREATED, appended.change());
            case Written.Already already -> message(Response.Status.OK, already.stored());
            case Written.Refused refused -> throw new Problem(refused.refusal(), refused.detail());
            case Written.Opened _ -> throw new IllegalStateException("a post opened a room");
            case Written.Marked _ -> throw new IllegalStateException("a post moved a mark");
            case Written.Pruned _ -> throw new IllegalStateException("a post pruned");
            case Written.Done _ -> throw new IllegalStateException("a post told nothing");
            case Written.OfAccount _ -> throw new IllegalStateException("a post changed an account");
            case Written.Ruled _ -> throw new IllegalStateException("a post ruled");
        };
    }

    /** Takes a message back: one's own, or anyone's in a room one moderates. */
    @DELETE
    @Path("{seq}")
    public void delete(@RestPath String room, @RestPath String seq, @QueryParam("reason") @Nullable String reason) {
        long target = Numbers.read("seq", seq, 1, ClientFrame.MAX_NUMBER);
        Person caller = this.caller.known();
        if (caller == null) {
            throw Problem.unauthorized("This needs a bearer token: whose message it is, or who moderates the room.");
        }
        this.caller.require(Scope.WRITE);
        long roomId = doors.enter(room).room().id();
        Written written = Answers.await(posting.delete(roomId, caller, target, Ruler.reason(reason)));
        if (written instanceof Written.Refused refused) {
            throw new Problem(refused.refusal(), refused.detail());
        }
    }

    private static Response message(Response.Status status, Change change) {
        return Response.status(status).entity(frame(change)).build();
    }

    private String json(Page page) {
        return "{\"epoch\":\"%s\",\"first_seq\":%d,\"last_seq\":%d,\"has_more\":%b,\"entries\":[%s]}"
                .formatted(
                        identity.epoch(),
                        page.firstSeq(),
                        page.lastSeq(),
                        page.more(),
                        page.entries().stream().map(MessagesResource::frame).collect(Collectors.joining(",")));
    }

    private static String frame(Change change) {
        return new String(FrameWriter.json(change.frame()), StandardCharsets.UTF_8);
    }
}
