package dev.viche.moderation;

import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Who keeps order in a room, as decided in the writer's transaction. */
public final class Moderators {

    private Moderators() {}

    /** Whether that person is one, or more, and not banned. */
    public static boolean include(Statements sql, long roomId, UUID userId, Instant now) throws SQLException {
        return Roles.of(sql, roomId, userId).isAtLeast(Rank.MODERATOR)
                && !RulingLedger.isBanned(sql, roomId, userId, now);
    }
}
