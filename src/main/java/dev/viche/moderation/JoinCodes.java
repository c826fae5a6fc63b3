package dev.viche.moderation;

import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codes that let accounts into rooms, as they are stored. */
public final class JoinCodes {

    private static final String MAKE = "insert into join_code (room_id, code_hash, made_by, made_at, expires_at)"
            + " values (?, ?, ?, ?, ?) returning id";
    private static final String FIND = "select room_id, id from join_code where code_hash = ? and expires_at > ?";
    private static final String COUNT = "select count(*) from join_code where room_id = ? and expires_at > ?";
    private static final String LIST =
            "select id, made_by, expires_at from join_code where room_id = ?" + " and expires_at > ? order by id desc";
    private static final String REVOKE = "delete from join_code where id = ? and room_id = ?";
    private static final String FORGET = "delete from join_code where expires_at < ?";

    private static final int MOST = 20;
    private static final Ruled DONE = new Ruled.Done(0);

    private JoinCodes() {}

    /** A code that is good, without the code: that is shown once. */
    public record Listed(long id, UUID madeBy, Instant expires) {}

    /** The codes of a room that are good then, the newest first. */
    public static List<Listed> list(Statements sql, long roomId, Instant now) throws SQLException {
        return sql.all(
                row -> new Listed(
                        row.getLong(1), UUID.fromString(row.getString(2)), Instant.ofEpochMilli(row.getLong(3))),
                LIST,
                roomId,
                now.toEpochMilli());
    }

    static Ruled make(Statements sql, Ruling.MakeCode make, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, make.actor(), make.roomId(), Rank.MODERATOR, now);
        if (refused != null) {
            return refused;
        }
        if (sql.only(row -> row.getInt(1), COUNT, make.roomId(), now.toEpochMilli()) >= MOST) {
            return new Ruled.Refused(
                    Refusal.CONFLICT, "A room has %d codes at most; revoke one first.".formatted(MOST));
        }
        long id = sql.only(
                row -> row.getLong(1),
                MAKE,
                make.roomId(),
                make.codeHash(),
                make.actor().userId().toString(),
                now.toEpochMilli(),
                make.expires().toEpochMilli());
        audit(sql, make, make.roomId(), Deed.CODE_MADE, id, now);
        return new Ruled.Done(id);
    }

    static Ruled revoke(Statements sql, Ruling.RevokeCode revoke, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, revoke.actor(), revoke.roomId(), Rank.MODERATOR, now);
        if (refused != null) {
            return refused;
        }
        if (sql.update(REVOKE, revoke.codeId(), revoke.roomId()) == 0) {
            return new Ruled.Refused(Refusal.NOT_FOUND, "There is no such code here; GET the list of them.");
        }
        audit(sql, revoke, revoke.roomId(), Deed.CODE_REVOKED, revoke.codeId(), now);
        return DONE;
    }

    private record Found(long roomId, long codeId) {}

    static Ruled redeem(Statements sql, Ruling.Redeem redeem, Instant now) throws SQLException {
        Found found = sql.first(
                row -> new Found(row.getLong(1), row.getLong(2)), FIND, redeem.codeHash(), now.toEpochMilli());
        UUID userId = redeem.actor().userId();
        if (found == null || RulingLedger.isBanned(sql, found.roomId(), userId, now)) {
            return new Ruled.Refused(
                    Refusal.NOT_FOUND, "That code is not good, or not any more; ask whoever gave it to you.");
        }
        if (Roles.join(sql, found.roomId(), userId, now)) {
            audit(sql, redeem, found.roomId(), Deed.CODE_USED, found.codeId(), now);
        }
        return new Ruled.Done(found.roomId());
    }

    private static void audit(Statements sql, Ruling ruling, long roomId, Deed deed, @Nullable Long code, Instant now)
            throws SQLException {
        AuditTrail.add(sql, ruling.actor(), roomId, deed, AuditTrail.Facts.ofRoom("code " + code, null), now);
    }

    /** Forgets those that were good until before that time. */
    public static void forget(Statements sql, Instant before) throws SQLException {
        sql.update(FORGET, before.toEpochMilli());
    }
}
