package dev.viche.messages;

import dev.viche.storage.Reads;
import dev.viche.storage.Statements;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How far direct conversations have come: what may not have been told yet to whom it is for, and what somebody need not be
 * told any more. Blocks on the database.
 */
@Singleton
public class DirectTails {

    /** Longer than an entry may take to be found by other processes: {@code TableMotion} reads, and tells, again so long. */
    private static final Duration UNTOLD = Duration.ofSeconds(20);

    /** Whatever is told may be that old, where the log could not be read for a while. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    // Only the newest entries are asked for their age; there is no index that has both.
    private static final String SETTLED = "select coalesce(max(seq), ?) from (select seq, at from message"
            + " where room_id = ? order by seq desc limit 200) as newest where at <= ?";
    private static final int NEWEST = 200;
    private static final String OF_PERSON = "select room.id, room.last_seq from membership"
            + " join room on room.id = membership.room_id"
            + " where membership.user_id = ? and room.kind = 'DIRECT' and room.last_activity >= ?";

    private record Tail(long roomId, long lastSeq) {}

    private final Reads reads;
    private final InstantSource clock;

    DirectTails(Reads reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /** The newest seq of each direct conversation of that person in which something happened lately, by room. */
    public Map<Long, Long> of(UUID userId) {
        long since = clock.instant().minus(LATELY).toEpochMilli();
        Map<Long, Long> tails = new HashMap<>();
        reads.of(sql -> sql.all(row -> new Tail(row.getLong(1), row.getLong(2)), OF_PERSON, userId.toString(), since))
                .forEach(tail -> tails.put(tail.roomId(), tail.lastSeq()));
        return tails;
    }

    /** The newest seq of a conversation that is so old that whoever it concerns has been told. */
    static long settled(Statements sql, long roomId, long lastSeq, Instant now) throws SQLException {
        return sql.only(
                row -> row.getLong(1),
                SETTLED,
                Math.max(lastSeq - NEWEST, 0),
                roomId,
                now.minus(UNTOLD).toEpochMilli());
    }
}
