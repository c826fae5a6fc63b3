package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.moderation.AuditEntry;
import dev.viche.moderation.AuditTrail;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit trail as it is shown. */
@RequestScoped
class Trail {

    private final Doors doors;
    private final Ruler ruler;

    Trail(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /** A deed; what does not belong to it is null. Times UTC. */
    public record EntryView(
            @JsonProperty("id") long id,
            @JsonProperty("at") String at,
            @JsonProperty("deed") String deed,
            @JsonProperty("actor_id") String actorId,
            @JsonProperty("actor") String actor,
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("detail") @Nullable String detail,
            @JsonProperty("reason") @Nullable String reason) {

        static EntryView of(AuditEntry entry) {
            UUID userId = entry.userId();
            return new EntryView(
                    entry.id(),
                    entry.at().toString(),
                    entry.deed().wireName(),
                    entry.actorId().toString(),
                    entry.actor(),
                    userId == null ? null : userId.toString(),
                    entry.username(),
                    entry.detail(),
                    entry.reason());
        }
    }

    /** Deeds, the newest first. */
    public record EntryList(@JsonProperty("entries") List<EntryView> entries) {}

    /** What was done in a room, or with null in all rooms and to the server; older than that entry. */
    EntryList list(@Nullable String room, String before, String limit) {
        long older = Numbers.read("before", before, 1, Long.MAX_VALUE);
        int count = (int) Numbers.read("limit", limit, 1, Numbers.MAX_PAGE);
        long roomId = ruler.moderated(doors, room);
        return new EntryList(ruler.read(sql -> AuditTrail.before(sql, roomId, older, count)).stream()
                .map(EntryView::of)
                .toList());
    }
}
