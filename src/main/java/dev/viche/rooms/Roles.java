package dev.viche.rooms;

import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is what in which room, as it is stored. For the writer's transaction and for reads alike. */
public final class Roles {

    private static final String RANK = "select case when account.role = 'ADMIN' then 'ADMIN' else room_role.role end"
            + " from room left join room_role on room_role.room_id = room.id and room_role.user_id = ?"
            + " left join account on account.user_id = ? and account.deleted_at is null"
            + " where room.id = ? and room.kind <> 'DIRECT'";
    private static final String ADMIN =
            "select 1 from account where user_id = ? and role = 'ADMIN' and deleted_at is null";
    private static final String GIVE = "insert into room_role (room_id, user_id, role, given_by, given_at)"
            + " values (?, ?, ?, ?, ?) on conflict (room_id, user_id)"
            + " do update set role = excluded.role, given_by = excluded.given_by, given_at = excluded.given_at";
    private static final String TAKE = "delete from room_role where room_id = ? and user_id = ?";
    private static final String OWNERS = "select count(*) from room_role where room_id = ? and role = 'OWNER'";
    private static final String HOLDERS = "select room_role.user_id, account.username, room_role.role from room_role"
            + " join account on account.user_id = room_role.user_id where room_role.room_id = ?"
            + " order by case room_role.role when 'OWNER' then 0 when 'MODERATOR' then 1 else 2 end, account.name_key"
            + " limit ? offset ?";
    private static final String HELD = "select room.id, room.name, room.last_seq, room.last_activity, room_role.role, "
            + RoomSettings.COLUMNS + " from room_role join room on room.id = room_role.room_id"
            + " where room_role.user_id = ?";
    private static final String ROOMS = HELD + " order by room.last_activity desc limit ?";
    private static final String ROOM = HELD + " and room.id = ?";
    private static final String JOIN = "insert into room_role (room_id, user_id, role, given_by, given_at)"
            + " values (?, ?, 'MEMBER', ?, ?) on conflict (room_id, user_id) do nothing";

    private Roles() {}

    /** Someone with a role in a room. */
    public record Holder(UUID userId, String username, Rank rank) {}

    /** What that person is in that room; with room 0, on the server: nobody or admin. */
    public static Rank of(Statements sql, long roomId, UUID userId) throws SQLException {
        String id = userId.toString();
        if (roomId == 0) {
            return sql.first(row -> true, ADMIN, id) == null ? Rank.NOBODY : Rank.ADMIN;
        }
        String rank = sql.first(row -> String.valueOf(row.getString(1)), RANK, id, id, roomId);
        return rank == null || rank.equals("null") ? Rank.NOBODY : Rank.valueOf(rank);
    }

    /** Gives someone a role, in place of the one they have. */
    public static void give(Statements sql, long roomId, UUID userId, Rank rank, UUID by, Instant now)
            throws SQLException {
        sql.update(GIVE, roomId, userId.toString(), rank.name(), by.toString(), now.toEpochMilli());
    }

    /** Makes someone a member who has no role. Returns whether they had none. */
    public static boolean join(Statements sql, long roomId, UUID userId, Instant now) throws SQLException {
        String id = userId.toString();
        return sql.update(JOIN, roomId, id, id, now.toEpochMilli()) > 0;
    }

    /** Takes someone's role. */
    public static void take(Statements sql, long roomId, UUID userId) throws SQLException {
        sql.update(TAKE, roomId, userId.toString());
    }

    /** How many owners a room has. */
    public static int owners(Statements sql, long roomId) throws SQLException {
        return sql.only(row -> row.getInt(1), OWNERS, roomId);
    }

    /** Those with a role in a room, owners first, then by name. */
    public static List<Holder> holders(Statements sql, long roomId, int offset, int limit) throws SQLException {
        return sql.all(
                row -> new Holder(UUID.fromString(row.getString(1)), row.getString(2), Rank.valueOf(row.getString(3))),
                HOLDERS,
                roomId,
                limit,
                offset);
    }

    /** A room someone has a role in. */
    public record Held(RoomDirectory.Listed room, Rank rank) {}

    /** The rooms someone has a role in, the most recently active first. */
    public static List<Held> rooms(Statements sql, UUID userId, int limit) throws SQLException {
        return sql.all(Roles::held, ROOMS, userId.toString(), limit);
    }

    /** That room, if that person has a role in it; null when they have none. */
    public static @Nullable Held room(Statements sql, UUID userId, long roomId) throws SQLException {
        return sql.first(Roles::held, ROOM, userId.toString(), roomId);
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                new RoomDirectory.Listed(
                        row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), RoomSettings.read(row, 6)),
                Rank.valueOf(row.getString(5)));
    }

    /** The account of that name; null when there is none. */
    public static @Nullable UUID account(Statements sql, String nameKey) throws SQLException {
        String id = sql.first(
                row -> row.getString(1),
                "select user_id from account where name_key = ? and deleted_at is null",
                nameKey);
        return id == null ? null : UUID.fromString(id);
    }

    /** What the account of that id is called; null when there is none. */
    public static @Nullable String username(Statements sql, UUID userId) throws SQLException {
        return sql.first(
                row -> row.getString(1),
                "select username from account where user_id = ? and deleted_at is null",
                userId.toString());
    }
}
