package dev.viche.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** On PostgreSQL: nothing tells, so each look is a look into the table of rooms, at those that moved lately. */
final class TableMotion implements Motion {

    /** What may be read again: a transaction appears that long after its time was taken, at the latest (its timeouts). */
    private static final long OVERLAP_MILLIS = 15_000;

    // Of a direct conversation only the newest entries are asked for their age; there is no index that has both.
    private static final String MOVES = "select id, kind, last_seq, last_activity, case kind when 'DIRECT' then"
            + " coalesce((select max(seq) from (select seq, at from message where room_id = room.id order by seq desc"
            + " limit 200) as newest where at <= ?), greatest(last_seq - 200, 0)) else last_seq end from room"
            + " where kind in ('OPEN', 'DIRECT') and last_activity >= ?";

    /** For how long the same is told again: a room that was just being opened may not have heard it. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private record Told(long lastSeq, long nanos) {}

    private long looks;
    private Map<Long, Told> before = new HashMap<>();

    @Override
    public long version(Connection connection) {
        return ++looks;
    }

    @Override
    public long read(Connection connection, long since, Consumer<Moved> told) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVES)) {
            statement.setLong(1, since - OVERLAP_MILLIS);
            statement.setLong(2, since - OVERLAP_MILLIS);
            Map<Long, Told> now = new HashMap<>();
            long newest = Moved.all(statement, since, moved -> tell(moved, now, told));
            before = now;
            return newest;
        }
    }

    /** Most of what is found was found by the last look, too. */
    private void tell(Moved moved, Map<Long, Told> now, Consumer<Moved> told) {
        Told known = before.get(moved.roomId());
        if (known == null || known.lastSeq() != moved.lastSeq()) {
            known = new Told(moved.lastSeq(), System.nanoTime());
        }
        now.put(moved.roomId(), known);
        if (System.nanoTime() - known.nanos() < AGAIN_NANOS) {
            told.accept(moved);
        }
    }
}
