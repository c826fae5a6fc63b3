package dev.viche.hooks;

import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Webhooks as they are stored. For the writer's transaction and for reads alike. */
public final class Hooks {

    /** Most hooks of one room. */
    public static final int MOST = 10;

    private static final String COLUMNS = "select webhook.id, webhook.room_id, room.name, webhook.url, webhook.secret,"
            + " webhook.delivered_seq, webhook.failures, webhook.trouble from webhook"
            + " join room on room.id = webhook.room_id where ";
    private static final String DUE = COLUMNS + "room.last_seq > webhook.delivered_seq and webhook.next_at <= ?"
            + " and (webhook.leased_until <= ? or webhook.leased_by = ?) order by webhook.next_at limit ?";
    private static final String OF_ROOM = COLUMNS + "webhook.room_id = ? order by webhook.id";
    private static final String COUNT = "select count(*) from webhook where room_id = ?";
    private static final String MAKE = "insert into webhook (room_id, url, secret, made_by, made_at, delivered_seq)"
            + " select id, ?, ?, ?, ?, last_seq from room where id = ? returning id";
    private static final String TAKE = "delete from webhook where id = ? and room_id = ?";
    private static final String LEASE = "update webhook set leased_by = ?, leased_until = ? where id = ?"
            + " and (leased_until <= ? or leased_by = ?)";
    private static final String DELIVERED = "update webhook set delivered_seq = case when ? > delivered_seq"
            + " then ? else delivered_seq end, failures = 0,"
            + " next_at = 0, trouble = null where id = ? and leased_by = ?";
    private static final String FAILED =
            "update webhook set failures = failures + 1, next_at = ?, trouble = ? where id = ? and leased_by = ?";

    private Hooks() {}

    /** Those that have not taken all and may be told by that process now. */
    public static List<Hook> due(Statements sql, String instance, Instant now, int limit) throws SQLException {
        return sql.all(Hooks::read, DUE, now.toEpochMilli(), now.toEpochMilli(), instance, limit);
    }

    /** Those of a room, the oldest first. */
    public static List<Hook> of(Statements sql, long roomId) throws SQLException {
        return sql.all(Hooks::read, OF_ROOM, roomId);
    }

    /** How many a room has. */
    public static int count(Statements sql, long roomId) throws SQLException {
        return sql.only(row -> row.getInt(1), COUNT, roomId);
    }

    /** Stores one that is told of all that follows. Returns its number. */
    public static long make(Statements sql, long roomId, String url, String secret, UUID by, Instant now)
            throws SQLException {
        return sql.only(row -> row.getLong(1), MAKE, url, secret, by.toString(), now.toEpochMilli(), roomId);
    }

    /** Takes one out. Returns whether it was there. */
    public static boolean take(Statements sql, long id, long roomId) throws SQLException {
        return sql.update(TAKE, id, roomId) > 0;
    }

    /** Carries out one write. Returns whether it is that process's to do. */
    public static boolean write(Statements sql, HookWrite write, Instant now) throws SQLException {
        return switch (write) {
            case HookWrite.Lease lease ->
                sql.update(
                                LEASE,
                                lease.instance(),
                                lease.until().toEpochMilli(),
                                lease.hookId(),
                                now.toEpochMilli(),
                                lease.instance())
                        > 0;
            case HookWrite.Delivered delivered ->
                sql.update(DELIVERED, delivered.seq(), delivered.seq(), delivered.hookId(), delivered.instance()) > 0;
            case HookWrite.Failed failed ->
                sql.update(FAILED, failed.next().toEpochMilli(), failed.trouble(), failed.hookId(), failed.instance())
                        > 0;
        };
    }

    private static Hook read(ResultSet row) throws SQLException {
        return new Hook(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getInt(7),
                row.getString(8));
    }
}
