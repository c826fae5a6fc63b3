package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Bearer;
import dev.viche.accounts.Bearers;
import dev.viche.accounts.Bot;
import dev.viche.accounts.BotToken;
import dev.viche.accounts.Scope;
import dev.viche.config.VicheConfig;
import dev.viche.live.Posting;
import dev.viche.live.Standings;
import dev.viche.messages.Written;
import dev.viche.moderation.Bans;
import dev.viche.moderation.Standing;
import dev.viche.protocol.FrameCodec;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomNames;
import dev.viche.storage.Reads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/hooks/{token}}: saying something by an address alone, for services that can send no header. */
@Path("/api/v1/hooks/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IncomingResource {

    private final Bearers bearers;
    private final Caller caller;
    private final Posting posting;
    private final Standings standings;
    private final Reads reads;
    private final FrameCodec codec;

    IncomingResource(
            Bearers bearers, Caller caller, Posting posting, Standings standings, Reads reads, VicheConfig config) {
        this.bearers = bearers;
        this.caller = caller;
        this.posting = posting;
        this.standings = standings;
        this.reads = reads;
        this.codec = new FrameCodec(config.limits().messageLength());
    }

    /** What is to be said; {@code text} is what other chats call it. */
    public record Incoming(
            @JsonProperty("message_text") @Nullable String messageText,
            @JsonProperty("text") @Nullable String text) {}

    /** Says it, as the bot whose token stands in the address. */
    @POST
    public void create(@RestPath String token, @Nullable Incoming message) {
        Bearer bearer = BotToken.isOne(token) ? bearers.identify(token) : null;
        Bot bot = bearer == null ? null : bearer.bot();
        if (bearer == null || bot == null || !bot.scopes().contains(Scope.WRITE)) {
            throw new Problem(
                    Refusal.NOT_FOUND, "This address is no webhook, or not any more; make a bot with scope write.");
        }
        String given = message == null ? null : message.messageText();
        String text = codec.text(
                Outcomes.required("message_text", given == null && message != null ? message.text() : given));
        Room room = reads.find(sql -> RoomNames.find(sql, bot.roomId()));
        Standing standing = standings.of(bot.roomId(), bot.userId(), caller.network());
        if (room == null || standing.ban() != null) {
            throw standing.ban() == null
                    ? Doors.notFound()
                    : new Problem(Refusal.FORBIDDEN, Bans.words(standing.ban()));
        }
        Posting.Text said = new Posting.Text(bearer.account().person(), text, null, null);
        if (Answers.await(posting.inRoom(room, standing, said)) instanceof Written.Refused refused) {
            throw new Problem(refused.refusal(), refused.detail());
        }
    }
}
