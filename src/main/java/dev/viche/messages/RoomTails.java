package dev.viche.messages;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The next seq of each room a batch touches. Read inside the batch's transaction when its turn has come ({@link Turns}), so
 * a second process on the same log cannot give the same seq.
 */
final class RoomTails {

    private static final String READ = "select last_seq from room where id = ?";
    private static final String WRITE = "update room set last_seq = ?, last_activity = ? where id = ?";

    private final Map<Long, Long> last = new TreeMap<>();
    private final Map<Long, Long> read = new TreeMap<>();

    /** A room whose row was locked, and its last seq by then. */
    void locked(long roomId, long lastSeq) {
        last.put(roomId, lastSeq);
        read.put(roomId, lastSeq);
    }

    long lastSeq(Statements sql, long roomId) throws SQLException {
        Long known = last.get(roomId);
        if (known != null) {
            return known;
        }
        long stored = sql.only(row -> row.getLong(1), READ, roomId);
        last.put(roomId, stored);
        read.put(roomId, stored);
        return stored;
    }

    /** The seq of the room's next entry; the same again until it is {@link #taken}. */
    long next(Statements sql, long roomId) throws SQLException {
        return lastSeq(sql, roomId) + 1;
    }

    /** An entry has that seq. */
    void taken(long roomId, long seq) {
        last.put(roomId, seq);
    }

    /** Stores what was taken. */
    void store(Statements sql, Instant now) throws SQLException {
        for (Map.Entry<Long, Long> tail : last.entrySet()) {
            if (!tail.getValue().equals(read.get(tail.getKey()))) {
                sql.gather(WRITE, tail.getValue(), now.toEpochMilli(), tail.getKey());
            }
        }
    }
}
