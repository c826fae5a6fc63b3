package dev.viche.moderation;

import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How someone stands in a room.
 *
 * @param rank what they are there
 * @param ban why they may not enter, there or at all; null when they may
 * @param mute why they may not speak there; null when they may
 */
public record Standing(
        Rank rank, @Nullable Sanction ban, @Nullable Sanction mute) {

    /** Of a stranger whom nobody has anything against. */
    public static final Standing STRANGER = new Standing(Rank.NOBODY, null, null);

    /** The mute, if it is in force then. */
    public @Nullable Sanction muteAt(Instant now) {
        return mute != null && mute.until().isAfter(now) ? mute : null;
    }

    /**
     * How someone who comes from there stands in that room.
     *
     * @param roomId the room; 0 for the server alone
     * @param userId who; null when that is not known
     * @param network where from, as limits count it; null when that is not known
     */
    public static Standing of(Statements sql, long roomId, @Nullable UUID userId, @Nullable Long network, Instant now)
            throws SQLException {
        Rank rank = userId == null ? Rank.NOBODY : Roles.of(sql, roomId, userId);
        List<Sanction> personal = userId == null ? List.of() : Sanctions.of(sql, roomId, userId, now);
        Sanction ban = longest(personal, Sanction.Kind.BAN);
        // An address has many users: who keeps order here is not shut out for a neighbour.
        if (ban == null && network != null && !rank.isAtLeast(Rank.MODERATOR)) {
            ban = longest(Sanctions.of(sql, roomId, network, now), Sanction.Kind.BAN);
        }
        return new Standing(rank, ban, longest(personal, Sanction.Kind.MUTE));
    }

    private static @Nullable Sanction longest(List<Sanction> all, Sanction.Kind kind) {
        Sanction longest = null;
        for (Sanction one : all) {
            if (one.kind() == kind && (longest == null || one.until().isAfter(longest.until()))) {
                longest = one;
            }
        }
        return longest;
    }
}
