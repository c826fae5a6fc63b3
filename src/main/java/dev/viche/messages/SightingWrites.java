package dev.viche.messages;

import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The writes by which processes on one log tell each other who is where. */
final class SightingWrites {

    static final Written DONE = new Written.Done();

    private static final Written TAKEN =
            new Written.Refused(Refusal.USERNAME_TAKEN, "Someone of that name is in this room, with another process.");

    private static final String NAMESAKE = "select 1 from presence where name_key = ? and room_id = ?"
            + " and stage = 'HERE' and user_id <> ? and instance_id <> ? limit 1";
    private static final String NEXT_VERSION =
            "update server set presence_version = presence_version + 1 where id = 1 returning presence_version";
    private static final String SIGHT = "insert into presence"
            + " (room_id, user_id, instance_id, username, name_key, stage, since, version) values (?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (room_id, user_id, instance_id) do update set username = excluded.username,"
            + " name_key = excluded.name_key, stage = excluded.stage, since = excluded.since,"
            + " version = excluded.version";
    static final String COLUMNS = "room_id, user_id, username, name_key, instance_id, stage, since, version";
    // A person has a row for each process that had them lately. Away they are since the last of those lost them; an
    // older row would have their grace period over, or expect someone who has left since.
    private static final String IN_ROOM = "select " + COLUMNS + " from presence as one where room_id = ?"
            + " and (stage = 'HERE' or stage = 'AWAY' and version = (select max(version) from presence"
            + " where room_id = one.room_id and user_id = one.user_id))";
    static final String OF_INSTANCE = "select " + COLUMNS + " from presence where instance_id = ? and stage = 'HERE'";
    private static final String OF_INSTANCE_IN = OF_INSTANCE + " and room_id = ?";
    private static final String ANNOUNCE = "insert into instance (id, port, stage, started_at) values (?, ?, ?, ?)"
            + " on conflict (id) do update set stage = excluded.stage, port = excluded.port";
    private static final String BURY = "delete from instance where id = ?";
    private static final String FORGET = "delete from presence where stage <> 'HERE' and since < ?";

    Written sight(Statements sql, Write.Sight sight) throws SQLException {
        write(sql, sight.sighting());
        return DONE;
    }

    Written claim(Statements sql, Write.Claim claim) throws SQLException {
        Sighting wish = claim.sighting();
        Person person = wish.person();
        // Who is with this process it knows itself, and sooner.
        boolean taken = !sql.all(
                        row -> true,
                        NAMESAKE,
                        person.name().key(),
                        wish.roomId(),
                        person.userId().toString(),
                        wish.instance())
                .isEmpty();
        if (taken) {
            return TAKEN;
        }
        write(sql, wish);
        return DONE;
    }

    Written muster(Statements sql, Write.Muster muster, Instant now) throws SQLException {
        Map<UUID, Person> told = new HashMap<>();
        for (Sighting one : sql.all(SightingWrites::read, OF_INSTANCE_IN, muster.instance(), muster.roomId())) {
            told.put(one.person().userId(), one.person());
        }
        for (Person person : muster.here()) {
            if (told.remove(person.userId()) == null) {
                write(sql, new Sighting(muster.roomId(), person, muster.instance(), Sighting.Stage.HERE, now));
            }
        }
        for (Person gone : told.values()) {
            write(sql, new Sighting(muster.roomId(), gone, muster.instance(), Sighting.Stage.AWAY, now));
        }
        return DONE;
    }

    Written announce(Statements sql, Write.Announce announce, Instant now) throws SQLException {
        String stage = announce.stopping() ? "STOPPING" : "SERVING";
        sql.update(ANNOUNCE, announce.instance(), announce.port(), stage, now.toEpochMilli());
        return DONE;
    }

    Written bury(Statements sql, Write.Bury bury, Instant now) throws SQLException {
        for (Sighting last : sql.all(SightingWrites::read, OF_INSTANCE, bury.instance())) {
            write(sql, new Sighting(last.roomId(), last.person(), last.instance(), Sighting.Stage.AWAY, now));
        }
        sql.update(BURY, bury.instance());
        return DONE;
    }

    Written forget(Statements sql, Write.Forget forget) throws SQLException {
        sql.update(FORGET, forget.before().toEpochMilli());
        return DONE;
    }

    List<Sighting> of(Statements sql, long roomId) throws SQLException {
        return sql.all(SightingWrites::read, IN_ROOM, roomId);
    }

    private static void write(Statements sql, Sighting sighting) throws SQLException {
        long version = sql.only(row -> row.getLong(1), NEXT_VERSION);
        Person person = sighting.person();
        sql.update(
                SIGHT,
                sighting.roomId(),
                person.userId().toString(),
                sighting.instance(),
                person.name().value(),
                person.name().key(),
                sighting.stage().name(),
                sighting.since().toEpochMilli(),
                version);
    }

    static Sighting read(ResultSet row) throws SQLException {
        return new Sighting(
                row.getLong(1),
                new Person(UUID.fromString(row.getString(2)), new Name(row.getString(3), row.getString(4))),
                row.getString(5),
                Sighting.Stage.valueOf(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)));
    }
}
