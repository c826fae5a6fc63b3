package dev.viche.accounts;

import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bots as they are stored. For the writer's transaction and for reads alike. */
public final class Bots {

    private static final String COLUMNS = "select bot.user_id, account.username, bot.room_id, bot.scopes, bot.made_by,"
            + " bot.expires_at from bot join account on account.user_id = bot.user_id where account.deleted_at is null";
    private static final String BY_TOKEN = COLUMNS + " and bot.token_hash = ? and bot.expires_at > ?";
    private static final String OF_ROOM = COLUMNS + " and bot.room_id = ? order by account.name_key";
    private static final String MAKE = "insert into bot (user_id, room_id, token_hash, scopes, made_by, made_at,"
            + " expires_at) values (?, ?, ?, ?, ?, ?, ?)";
    private static final String TAKE = "delete from bot where user_id = ? and room_id = ?";

    private Bots() {}

    /** The bot whose token has that hash, while it is good; null when there is none. */
    public static @Nullable Bot find(Statements sql, String tokenHash, Instant now) throws SQLException {
        return sql.first(Bots::read, BY_TOKEN, tokenHash, now.toEpochMilli());
    }

    /** The bots of a room, by name. */
    public static List<Bot> of(Statements sql, long roomId) throws SQLException {
        return sql.all(Bots::read, OF_ROOM, roomId);
    }

    /** Stores one, whose account is there. */
    public static void make(
            Statements sql,
            UUID userId,
            long roomId,
            String tokenHash,
            Set<Scope> scopes,
            UUID by,
            Instant expires,
            Instant now)
            throws SQLException {
        sql.update(
                MAKE,
                userId.toString(),
                roomId,
                tokenHash,
                Scope.format(scopes),
                by.toString(),
                now.toEpochMilli(),
                expires.toEpochMilli());
    }

    /** Takes one out. Returns whether it was there. */
    public static boolean take(Statements sql, UUID userId, long roomId) throws SQLException {
        return sql.update(TAKE, userId.toString(), roomId) > 0;
    }

    private static Bot read(ResultSet row) throws SQLException {
        return new Bot(
                UUID.fromString(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                Scope.parse(row.getString(4)),
                UUID.fromString(row.getString(5)),
                Instant.ofEpochMilli(row.getLong(6)));
    }
}
