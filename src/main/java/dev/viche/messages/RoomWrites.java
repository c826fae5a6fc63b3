package dev.viche.messages;

import dev.viche.moderation.AuditTrail;
import dev.viche.protocol.Person;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import dev.viche.rooms.RoomNames;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writes that do not append an entry. */
final class RoomWrites {

    private static final String MAKE_ROOM = "insert into room (kind, name, name_key, created_at, last_activity)"
            + " values (?, ?, ?, ?, ?) on conflict (name_key) do nothing";
    private static final String JOIN_PAIR = "insert into membership (room_id, user_id, username, name_key)"
            + " values (?, ?, ?, ?) on conflict (room_id, user_id)"
            + " do update set username = excluded.username, name_key = excluded.name_key";
    private static final String MARK = "insert into membership (room_id, user_id, username, name_key, read_seq)"
            + " values (?, ?, ?, ?, ?) on conflict (room_id, user_id) do update set read_seq = excluded.read_seq"
            + " where excluded.read_seq > membership.read_seq";
    // Only the beginning of a log may go, or its seqs would have a hole: up to the first entry that is young enough.
    private static final String PRUNE = "with oldest as (select seq, at from message where room_id = ? order by seq"
            + " limit " + Write.Prune.CHUNK + ") delete from message where room_id = ? and seq < coalesce("
            + "(select min(seq) from oldest where at >= ?), (select max(seq) + 1 from oldest))";

    private final SightingWrites sightings;

    RoomWrites(SightingWrites sightings) {
        this.sightings = sightings;
    }

    Written openRoom(Statements sql, RoomTails tails, Write.OpenRoom open, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        Room known = find(sql, open.name().key());
        if (known == null) {
            sql.update(
                    MAKE_ROOM,
                    RoomKind.OPEN.name(),
                    open.name().value(),
                    open.name().key(),
                    at,
                    at);
            known = found(sql, open.name().key());
            if (open.maker() != null) {
                Roles.give(
                        sql,
                        known.id(),
                        open.maker().userId(),
                        Rank.OWNER,
                        open.maker().userId(),
                        now);
                AuditTrail.created(sql, open.maker(), known, now);
            }
        }
        long last = tails.lastSeq(sql, known.id());
        return new Written.Opened(known, last, last, sightings.of(sql, known.id()));
    }

    Written openDirect(Statements sql, RoomTails tails, Write.OpenDirect open, Instant now) throws SQLException {
        String key = Room.directKey(open.one().userId(), open.two().userId());
        long at = now.toEpochMilli();
        sql.update(MAKE_ROOM, RoomKind.DIRECT.name(), key, key, at, at);
        Room made = found(sql, key);
        for (Person person : List.of(open.one(), open.two())) {
            sql.update(
                    JOIN_PAIR,
                    made.id(),
                    person.userId().toString(),
                    person.name().value(),
                    person.name().key());
        }
        Room room = new Room(made.id(), RoomKind.DIRECT, key, List.of(open.one(), open.two()));
        long last = tails.lastSeq(sql, room.id());
        long settled = DirectTails.settled(sql, room.id(), last, now);
        return new Written.Opened(room, last, settled, sightings.of(sql, room.id()));
    }

    Written markRead(Statements sql, RoomTails tails, Write.MarkRead mark) throws SQLException {
        long seq = Math.min(mark.seq(), tails.lastSeq(sql, mark.roomId()));
        if (seq == 0) {
            // A room without entries has nothing to read: no mark to make, none to tell of.
            return new Written.Marked(0, false);
        }
        int moved = sql.update(
                MARK,
                mark.roomId(),
                mark.reader().userId().toString(),
                mark.reader().name().value(),
                mark.reader().name().key(),
                seq);
        return new Written.Marked(seq, moved > 0);
    }

    Written prune(Statements sql, Write.Prune prune) throws SQLException {
        return new Written.Pruned(
                sql.update(PRUNE, prune.roomId(), prune.roomId(), prune.before().toEpochMilli()));
    }

    private static @Nullable Room find(Statements sql, String key) throws SQLException {
        return RoomNames.find(sql, key);
    }

    private static Room found(Statements sql, String key) throws SQLException {
        Room room = find(sql, key);
        if (room == null) {
            throw new IllegalStateException("the room that was just made is not there");
        }
        return room;
    }
}
