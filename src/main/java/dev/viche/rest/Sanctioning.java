package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.moderation.Ruling;
import dev.viche.moderation.Sanction;
import dev.viche.moderation.Sanctions;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What mutes and bans, of a room and of the server, have in common over REST. */
@RequestScoped
class Sanctioning {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Doors doors;
    private final Ruler ruler;

    Sanctioning(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /**
     * Someone to be muted or banned.
     *
     * @param userId a user_id, or the name of an account; null with an address
     * @param address an IP address, which only a ban of the server has
     * @param withAddress whether the addresses they are connected from are banned with them
     * @param seconds for how long; null for good
     */
    public record NewSanction(
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("address") @Nullable String address,
            @JsonProperty("with_address") @Nullable Boolean withAddress,
            @JsonProperty("seconds") @Nullable Long seconds,
            @JsonProperty("reason") @Nullable String reason) {}

    /** A mute or ban; {@code until} is null for good, {@code userId} for an address. Times UTC. */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record SanctionView(
            @JsonProperty("id") long id,
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("with_address") boolean withAddress,
            @JsonProperty("until") @Nullable String until,
            @JsonProperty("reason") @Nullable String reason,
            @JsonProperty("given_by") String givenBy,
            @JsonProperty("given_at") String givenAt) {

        static SanctionView of(Sanction sanction) {
            UUID userId = sanction.userId();
            return new SanctionView(
                    sanction.id(),
                    userId == null ? null : userId.toString(),
                    sanction.username(),
                    sanction.withAddress(),
                    sanction.until().equals(Sanction.FOREVER)
                            ? null
                            : sanction.until().toString(),
                    sanction.reason(),
                    sanction.givenBy().toString(),
                    sanction.givenAt().toString());
        }
    }

    /** Those in force, the newest first. */
    public record SanctionList(@JsonProperty("sanctions") List<SanctionView> sanctions) {}

    SanctionList list(Sanction.Kind kind, @Nullable String room, String before, String limit) {
        long older = Numbers.read("before", before, 1, Long.MAX_VALUE);
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        long roomId = ruler.moderated(doors, room);
        return new SanctionList(ruler.read(sql -> Sanctions.list(sql, kind, roomId, older, count, ruler.now())).stream()
                .map(SanctionView::of)
                .toList());
    }

    Response impose(Sanction.Kind kind, @Nullable String room, @Nullable NewSanction wish) {
        NewSanction wanted = wish == null ? new NewSanction(null, null, null, null, null) : wish;
        Person actor = room == null ? ruler.person() : ruler.actor();
        long roomId = room == null ? 0 : doors.enter(room).room().id();
        Long network = network(room, wanted.address());
        if (network != null && wanted.userId() != null) {
            throw new Problem(Refusal.INVALID_FRAME, "Give user_id or address, not both; with_address bans both.");
        }
        UUID userId = network == null ? ruler.user(wanted.userId()) : null;
        boolean withAddress = Boolean.TRUE.equals(wanted.withAddress()) && kind == Sanction.Kind.BAN && userId != null;
        Instant until = ruler.end(wanted.seconds(), LONGEST, Sanction.FOREVER);
        long id = ruler.rule(new Ruling.Impose(
                actor, kind, roomId, userId, network, withAddress, until, Ruler.reason(wanted.reason())));
        Sanction made = ruler.find(sql -> Sanctions.find(sql, roomId, id));
        if (made == null) {
            throw new Problem(Refusal.CONFLICT, "It was lifted again by another moderator at this moment.");
        }
        return Response.status(Response.Status.CREATED)
                .entity(SanctionView.of(made))
                .build();
    }

    /** Moderators of a room do not learn addresses, so they name none; {@code with_address} bans them unseen. */
    private static @Nullable Long network(@Nullable String room, @Nullable String address) {
        if (address == null) {
            return null;
        }
        if (room != null) {
            throw new Problem(Refusal.INVALID_FRAME, "Of a room people are banned; with_address adds where they are.");
        }
        try {
            return dev.viche.moderation.Network.of(
                            InetAddress.ofLiteral(address).getHostAddress())
                    .number();
        } catch (IllegalArgumentException e) {
            throw new Problem(Refusal.INVALID_FRAME, "address must be an IPv4 or IPv6 address.");
        }
    }

    void lift(Sanction.Kind kind, @Nullable String room, String sanction, @Nullable String reason) {
        Person actor = room == null ? ruler.person() : ruler.actor();
        long id = Numbers.read("id", sanction, 1, Long.MAX_VALUE);
        long roomId = room == null ? 0 : doors.enter(room).room().id();
        var _ = ruler.rule(new Ruling.Lift(actor, kind, roomId, id, Ruler.reason(reason)));
    }
}
