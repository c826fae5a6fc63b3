package dev.viche.rooms;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a room is like besides its name.
 *
 * @param closed whether only its members, and admins, may enter
 * @param topic what it is about; null for none
 * @param archived whether nobody speaks in it any more; it is still read
 * @param readOnly whether only moderators speak in it
 * @param slowMode seconds between two messages of one person, moderators excepted; 0 for none
 * @param retention days its entries are kept, if the server does not forget them sooner; 0 for the server's
 */
public record RoomSettings(
        boolean closed, @Nullable String topic, boolean archived, boolean readOnly, int slowMode, int retention) {

    /** Of a room that nobody has set anything for, and of a direct conversation. */
    public static final RoomSettings PLAIN = new RoomSettings(false, null, false, false, 0, 0);

    /** Longest topic in code points. */
    public static final int MAX_TOPIC = 250;

    /** Longest slow mode in seconds: six hours. */
    public static final int MAX_SLOW_MODE = 21_600;

    /** Longest retention in days: ten years. */
    public static final int MAX_RETENTION = 3650;

    /** What {@link #read} reads, in its order. */
    public static final String COLUMNS =
            "room.closed, room.topic, room.archived, room.read_only, room.slow_mode, room.retention";

    /** The settings that begin at that column. */
    public static RoomSettings read(ResultSet row, int first) throws SQLException {
        return new RoomSettings(
                row.getInt(first) != 0,
                row.getString(first + 1),
                row.getInt(first + 2) != 0,
                row.getInt(first + 3) != 0,
                row.getInt(first + 4),
                row.getInt(first + 5));
    }
}
