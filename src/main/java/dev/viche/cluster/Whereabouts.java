package dev.viche.cluster;

import dev.viche.config.VicheConfig;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.storage.Reads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is where, as all processes on the log have told each other: for rooms that are live elsewhere only, and for people
 * who are connected elsewhere only. A process that is alone knows all that itself, and asks nobody. Blocks on the database:
 * never call it on an event loop.
 */
@Singleton
public class Whereabouts {

    // As when a room goes live: those connected, and those whose grace period is not over.
    private static final String PRESENT =
            " from presence as one where room_id = ? and (stage = 'HERE' or stage = 'AWAY'"
                    + " and since > ? and version = (select max(version) from presence"
                    + " where room_id = one.room_id and user_id = one.user_id))";
    private static final String COUNT = "select count(distinct user_id)" + PRESENT;
    private static final String FIRST = "select user_id, min(username), min(name_key)" + PRESENT
            + " group by user_id order by min(since), user_id limit ?";
    private static final String NAMESAKE =
            "select user_id, username, name_key" + PRESENT + " and name_key = ? order by since limit 1";
    private static final String CONNECTED =
            "select user_id, min(username), min(name_key) from presence where stage = 'HERE' and ";
    private static final String NAMED = CONNECTED + "name_key = ? group by user_id limit 10";
    private static final String KNOWN = CONNECTED + "user_id = ? group by user_id";

    private final Reads reads;
    private final BooleanSupplier accompanied;
    private final InstantSource clock;
    private final Duration grace;

    @Inject
    Whereabouts(Reads reads, LogTail tail, InstantSource clock, VicheConfig config) {
        this(reads, () -> !tail.neighbours().isEmpty(), clock, config.presence().grace());
    }

    /** @param accompanied whether another process is there to be asked about */
    public Whereabouts(Reads reads, BooleanSupplier accompanied, InstantSource clock, Duration grace) {
        this.reads = reads;
        this.accompanied = accompanied;
        this.clock = clock;
        this.grace = grace;
    }

    /** How many people are present in that room. */
    public int present(long roomId) {
        return accompanied.getAsBoolean()
                ? reads.of(sql -> sql.only(row -> row.getInt(1), COUNT, roomId, graceBegan()))
                : 0;
    }

    /** The people present in that room, longest first, at most that many. */
    public List<Person> members(long roomId, int limit) {
        return accompanied.getAsBoolean()
                ? reads.of(sql -> sql.all(Whereabouts::person, FIRST, roomId, graceBegan(), limit))
                : List.of();
    }

    /** Who is called so among the people present in that room. */
    public @Nullable Person namesake(long roomId, String key) {
        return accompanied.getAsBoolean()
                ? reads.find(sql -> sql.first(Whereabouts::person, NAMESAKE, roomId, graceBegan(), key))
                : null;
    }

    /** Those connected who are called so, ten at most. */
    public List<Person> named(String key) {
        return accompanied.getAsBoolean() ? reads.of(sql -> sql.all(Whereabouts::person, NAMED, key)) : List.of();
    }

    /** The person of that id, if they are connected; none or one. */
    public List<Person> known(UUID userId) {
        return accompanied.getAsBoolean()
                ? reads.of(sql -> sql.all(Whereabouts::person, KNOWN, userId.toString()))
                : List.of();
    }

    private long graceBegan() {
        return clock.millis() - grace.toMillis();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(UUID.fromString(row.getString(1)), new Name(row.getString(2), row.getString(3)));
    }
}
