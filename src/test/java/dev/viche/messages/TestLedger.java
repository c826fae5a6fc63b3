package dev.viche.messages;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.support.Database;
import dev.viche.support.ManualClock;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger on a database of its own, written by the test's own thread. */
final class TestLedger implements AutoCloseable {

    final Database database;
    final ManualClock clock = new ManualClock();
    private final Ledger ledger;

    TestLedger(Database database) {
        this.database = database;
        this.ledger = new Ledger(database.source(), database.engine(), clock);
    }

    List<Written> write(List<Write> batch) {
        try {
            return ledger.write(batch);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Written write(Write write) {
        return write(List.of(write)).getFirst();
    }

    /** The number of the open room of that name. */
    long open(String name) {
        return ((Written.Opened) write(new Write.OpenRoom(Name.of("room_name", name))))
                .room()
                .id();
    }

    /** Says something that is stored; answers its seq. */
    long say(long room, Person author, String text) {
        return Log.seq(write(new Write.Post(room, author, text, null, null)));
    }

    List<String> texts(long room) {
        return database.query(
                "select coalesce(message_text, '-') from message where room_id = %d order by seq".formatted(room),
                row -> row.getString(1));
    }

    List<Long> seqs(long room) {
        return database.query(
                "select seq from message where room_id = %d order by seq".formatted(room), row -> row.getLong(1));
    }

    /** How far that person has read; null where nothing is known. */
    @Nullable
    Long mark(long room, UUID reader) {
        List<Long> marks = database.query(
                "select read_seq from membership where room_id = %d and user_id = '%s'".formatted(room, reader),
                row -> row.getLong(1));
        return marks.isEmpty() ? null : marks.getFirst();
    }

    @Override
    public void close() {
        try {
            ledger.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
