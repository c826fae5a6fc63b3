package dev.viche.moderation;

import dev.viche.protocol.Person;
import dev.viche.rooms.Room;
import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail as it is stored. Entries are written in the transaction of what they tell of, and never changed. It is
 * also how processes tell each other: what everyone reads anyway is carried out by everyone.
 */
public final class AuditTrail {

    private static final String COLUMNS =
            "select id, at, room_id, deed, actor_id, actor, user_id, username, sanction_id,"
                    + " detail, reason from audit where ";

    /** The entries after that one, in their order; for {@link #read}. */
    public static final String AFTER = COLUMNS + "id > ? order by id";

    private static final String ADD = "insert into audit (at, room_id, deed, actor_id, actor, user_id, username,"
            + " sanction_id, detail, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String OF_ROOM = COLUMNS + "room_id = ? and id < ? order by id desc limit ?";
    private static final String OF_ALL = COLUMNS + "id < ? order by id desc limit ?";

    private AuditTrail() {}

    /** What is to be known of a deed besides who did it where. */
    record Facts(
            @Nullable UUID userId,
            @Nullable String username,
            @Nullable Long sanctionId,
            @Nullable String detail,
            @Nullable String reason) {

        static Facts ofRoom(@Nullable String detail, @Nullable String reason) {
            return new Facts(null, null, null, detail, reason);
        }

        static Facts of(UUID userId, @Nullable String username, @Nullable String detail, @Nullable String reason) {
            return new Facts(userId, username, null, detail, reason);
        }
    }

    static void add(Statements sql, Person actor, long roomId, Deed deed, Facts facts, Instant now)
            throws SQLException {
        sql.update(
                ADD,
                now.toEpochMilli(),
                roomId,
                deed.name(),
                actor.userId().toString(),
                actor.name().value(),
                facts.userId() == null ? null : facts.userId().toString(),
                facts.username(),
                facts.sanctionId(),
                facts.detail(),
                facts.reason());
    }

    /** Somebody made a room, and owns it. */
    public static void created(Statements sql, Person maker, Room room, Instant now) throws SQLException {
        add(sql, maker, room.id(), Deed.ROOM_CREATED, Facts.ofRoom(room.name(), null), now);
    }

    /** A moderator took back what somebody else had said. */
    public static void deleted(
            Statements sql, Person actor, long roomId, long seq, UUID author, @Nullable String reason, Instant now)
            throws SQLException {
        Facts facts = Facts.of(author, People.called(sql, author), Long.toString(seq), reason);
        add(sql, actor, roomId, Deed.MESSAGE_DELETED, facts, now);
    }

    /** The entries before that one, the newest first; of one room, or with 0 of all and the server. */
    public static List<AuditEntry> before(Statements sql, long roomId, long id, int limit) throws SQLException {
        return roomId == 0
                ? sql.all(AuditTrail::read, OF_ALL, id, limit)
                : sql.all(AuditTrail::read, OF_ROOM, roomId, id, limit);
    }

    /** The entry the cursor is at. */
    public static AuditEntry read(ResultSet row) throws SQLException {
        String userId = row.getString(7);
        long sanction = row.getLong(9);
        return new AuditEntry(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getLong(3),
                Deed.valueOf(row.getString(4)),
                UUID.fromString(row.getString(5)),
                row.getString(6),
                userId == null ? null : UUID.fromString(userId),
                row.getString(8),
                sanction == 0 ? null : sanction,
                row.getString(10),
                row.getString(11));
    }
}
