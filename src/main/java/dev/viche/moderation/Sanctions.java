package dev.viche.moderation;

import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mutes and bans as they are stored. For the writer's transaction and for reads alike. */
public final class Sanctions {

    private static final String COLUMNS = "select id, kind, room_id, user_id, username, network, with_address, until,"
            + " reason, given_by, given_at from sanction where ";
    private static final String MAKE = "insert into sanction (kind, room_id, user_id, username, network, with_address,"
            + " parent, until, reason, given_by, given_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing returning id";
    private static final String BY_ID = COLUMNS + "id = ? and room_id = ?";
    private static final String ANY_ROOM = COLUMNS + "id = ?";
    private static final String OF_USER = COLUMNS + "user_id = ? and room_id in (?, 0) and until > ?";
    private static final String OF_NETWORK = COLUMNS + "network = ? and room_id in (?, 0) and until > ?";
    private static final String LIST =
            COLUMNS + "kind = ? and room_id = ? and until > ? and parent is null and id < ? order by id desc limit ?";
    private static final String LIFT = "delete from sanction where id = ?";
    private static final String LIFT_CHILDREN = "delete from sanction where parent = ?";
    private static final String REPLACE = "delete from sanction where kind = ? and room_id = ? and user_id = ?";
    private static final String REPLACE_NETWORK =
            "delete from sanction where kind = ? and room_id = ? and network = ? and parent is null";
    private static final String FORGET = "delete from sanction where until < ?";

    private Sanctions() {}

    /** Stores one, in place of those of the same kind for the same person or address. Returns its number. */
    static long make(Statements sql, Sanction wish) throws SQLException {
        UUID userId = wish.userId();
        if (userId != null) {
            sql.update(REPLACE, wish.kind().name(), wish.roomId(), userId.toString());
        } else {
            sql.update(REPLACE_NETWORK, wish.kind().name(), wish.roomId(), wish.network());
        }
        return sql.only(row -> row.getLong(1), MAKE, values(wish, null));
    }

    /** Bans an address together with a person. Returns the ban's number; null when it is banned so already. */
    static @Nullable Long addAddress(Statements sql, Sanction person, long network, Instant now) throws SQLException {
        Sanction address = new Sanction(
                0,
                person.kind(),
                person.roomId(),
                null,
                person.username(),
                network,
                false,
                person.until(),
                person.reason(),
                person.givenBy(),
                now);
        return sql.first(row -> row.getLong(1), MAKE, values(address, person.id()));
    }

    private static @Nullable Object[] values(Sanction wish, @Nullable Long parent) {
        UUID userId = wish.userId();
        return new @Nullable Object[] {
            wish.kind().name(),
            wish.roomId(),
            userId == null ? null : userId.toString(),
            wish.username(),
            wish.network(),
            wish.withAddress() ? 1 : 0,
            parent,
            wish.until().toEpochMilli(),
            wish.reason(),
            wish.givenBy().toString(),
            wish.givenAt().toEpochMilli()
        };
    }

    /** The one of that number in that room; null when there is none. */
    public static @Nullable Sanction find(Statements sql, long roomId, long id) throws SQLException {
        return sql.first(Sanctions::read, BY_ID, id, roomId);
    }

    /** The one of that number, wherever; null when there is none. */
    public static @Nullable Sanction find(Statements sql, long id) throws SQLException {
        return sql.first(Sanctions::read, ANY_ROOM, id);
    }

    /** Lifts one, with those that were made together with it. */
    static void lift(Statements sql, long id) throws SQLException {
        sql.update(LIFT_CHILDREN, id);
        sql.update(LIFT, id);
    }

    /** What that person is under in that room or on the server. */
    static List<Sanction> of(Statements sql, long roomId, UUID userId, Instant now) throws SQLException {
        return sql.all(Sanctions::read, OF_USER, userId.toString(), roomId, now.toEpochMilli());
    }

    /** What that address is under in that room or on the server. */
    static List<Sanction> of(Statements sql, long roomId, long network, Instant now) throws SQLException {
        return sql.all(Sanctions::read, OF_NETWORK, network, roomId, now.toEpochMilli());
    }

    /** Those in force in a room, or with 0 on the server, the newest first, older than that number. */
    public static List<Sanction> list(
            Statements sql, Sanction.Kind kind, long roomId, long before, int limit, Instant now) throws SQLException {
        return sql.all(Sanctions::read, LIST, kind.name(), roomId, now.toEpochMilli(), before, limit);
    }

    /** Forgets those that ended before that time. */
    public static void forget(Statements sql, Instant before) throws SQLException {
        sql.update(FORGET, before.toEpochMilli());
    }

    private static Sanction read(ResultSet row) throws SQLException {
        String userId = row.getString(4);
        long number = row.getLong(6);
        Long network = row.wasNull() ? null : number;
        return new Sanction(
                row.getLong(1),
                Sanction.Kind.valueOf(row.getString(2)),
                row.getLong(3),
                userId == null ? null : UUID.fromString(userId),
                row.getString(5),
                network,
                row.getInt(7) != 0,
                Instant.ofEpochMilli(row.getLong(8)),
                row.getString(9),
                UUID.fromString(row.getString(10)),
                Instant.ofEpochMilli(row.getLong(11)));
    }
}
