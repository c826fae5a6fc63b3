package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Accounts;
import dev.viche.accounts.Bot;
import dev.viche.accounts.BotToken;
import dev.viche.accounts.Bots;
import dev.viche.accounts.Scope;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/bots}: programs that speak in a room. */
@Path("/api/v1/rooms/{room}/bots")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BotsResource {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Doors doors;
    private final Ruler ruler;

    BotsResource(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /**
     * A wish for a bot.
     *
     * @param scopes of {@code read}, {@code write}, {@code moderate}
     * @param seconds how long its token is good; null for good
     */
    public record NewBot(
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("scopes") @Nullable List<String> scopes,
            @JsonProperty("seconds") @Nullable Long seconds) {}

    /** A bot as it was made. Its token is shown this once. */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record MadeBot(
            @JsonProperty("user_id") String userId,
            @JsonProperty("username") String username,
            @JsonProperty("token") String token) {
        /** Without the token: what is printed may end in a log. */
        @Override
        public String toString() {
            return "MadeBot[" + userId + "]";
        }
    }

    /** Makes a bot, a member of the room with an account of its own. For the owners of the room. */
    @POST
    public Response create(@RestPath String room, @Nullable NewBot wish) {
        Person actor = ruler.person();
        Name name = Outcomes.username(wish == null ? null : wish.username());
        Set<Scope> scopes = scopes(wish == null ? null : wish.scopes());
        Instant expires = ruler.end(wish == null ? null : wish.seconds(), LONGEST, Bot.NEVER);
        BotToken token = BotToken.random();
        UUID userId = UUID.randomUUID();
        var _ = ruler.rule(new Ruling.MakeBot(
                actor,
                doors.enter(room).room().id(),
                userId,
                name,
                Accounts.forms(name),
                token.hash(),
                scopes,
                expires));
        return Response.status(Response.Status.CREATED)
                .entity(new MadeBot(userId.toString(), name.value(), token.text()))
                .build();
    }

    private static Set<Scope> scopes(@Nullable List<String> given) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : given == null ? List.<String>of() : given) {
            switch (name) {
                case "read" -> scopes.add(Scope.READ);
                case "write" -> scopes.add(Scope.WRITE);
                case "moderate" -> scopes.add(Scope.MODERATE);
                default -> throw wrongScopes();
            }
        }
        if (scopes.isEmpty()) {
            throw wrongScopes();
        }
        return scopes;
    }

    private static Problem wrongScopes() {
        return new Problem(Refusal.INVALID_FRAME, "scopes must be a list of read, write and moderate, one at least.");
    }

    /** A bot; {@code expires} is null when its token does not. */
    public record BotView(
            @JsonProperty("user_id") String userId,
            @JsonProperty("username") String username,
            @JsonProperty("scopes") List<String> scopes,
            @JsonProperty("made_by") String madeBy,
            @JsonProperty("expires") @Nullable String expires) {

        static BotView of(Bot bot) {
            return new BotView(
                    bot.userId().toString(),
                    bot.username(),
                    bot.scopes().stream().map(Scope::wireName).toList(),
                    bot.madeBy().toString(),
                    bot.expires().equals(Bot.NEVER) ? null : bot.expires().toString());
        }
    }

    /** The bots of a room. */
    public record BotList(@JsonProperty("bots") List<BotView> bots) {}

    /** The bots of a room, by name. For those who moderate it. */
    @GET
    public BotList list(@RestPath String room) {
        long roomId = ruler.moderated(doors, room);
        return new BotList(ruler.read(sql -> Bots.of(sql, roomId)).stream()
                .map(BotView::of)
                .toList());
    }

    /** Deletes a bot; its connections end, and its token is good for nothing. */
    @DELETE
    @Path("{user}")
    public void delete(@RestPath String room, @RestPath String user) {
        Person actor = ruler.person();
        var _ = ruler.rule(new Ruling.RemoveBot(actor, doors.enter(room).room().id(), ruler.user(user)));
    }
}
