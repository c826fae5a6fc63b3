package dev.viche.rooms;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rooms by their names, those they had before included. For the writer's transaction and for reads alike. */
public final class RoomNames {

    private static final String FIND =
            "select room.id, room.kind, room.name, " + RoomSettings.COLUMNS + " from room where room.name_key = ?";
    private static final String BY_ID =
            "select room.id, room.kind, room.name, " + RoomSettings.COLUMNS + " from room where room.id = ?";
    private static final String ONCE = "select room_id from room_alias where name_key = ?";
    private static final String REMEMBER =
            "insert into room_alias (name_key, room_id) values (?, ?) on conflict (name_key) do nothing";
    private static final String KEY = "select name_key from room where id = ?";
    private static final String OWN_AGAIN = "delete from room_alias where name_key = ? and room_id = ?";

    private RoomNames() {}

    /** The room with that name, or that had it once; null when there is none. Without the pair of a direct one. */
    public static @Nullable Room find(Statements sql, String key) throws SQLException {
        Room room = sql.first(row -> read(row), FIND, key);
        if (room != null) {
            return room;
        }
        Long id = once(sql, key);
        return id == null ? null : find(sql, id);
    }

    /** The room of that number; null when there is none. Without the pair of a direct one. */
    public static @Nullable Room find(Statements sql, long id) throws SQLException {
        return sql.first(row -> read(row), BY_ID, id);
    }

    private static Room read(java.sql.ResultSet row) throws SQLException {
        return new Room(
                row.getLong(1),
                RoomKind.valueOf(row.getString(2)),
                row.getString(3),
                List.of(),
                RoomSettings.read(row, 4));
    }

    /** The number of the room that had that name once; null when none had. */
    public static @Nullable Long once(Statements sql, String key) throws SQLException {
        return sql.first(row -> row.getLong(1), ONCE, key);
    }

    /** The room is about to be called otherwise: what it is called now still leads to it. */
    public static void remember(Statements sql, long roomId, String nextKey) throws SQLException {
        String key = sql.only(row -> row.getString(1), KEY, roomId);
        sql.update(REMEMBER, key, roomId);
        sql.update(OWN_AGAIN, nextKey, roomId);
    }
}
