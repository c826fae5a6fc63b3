package dev.viche.messages;

import dev.viche.metrics.Meters;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.storage.StorageState;
import dev.viche.support.Answers;
import dev.viche.support.Database;
import dev.viche.support.ManualClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log on a database of its own, with a writer that a test starts when it likes. */
final class Log implements AutoCloseable {

    final Database database;
    final ManualClock clock = new ManualClock();
    final StorageState storage = new StorageState();
    final List<Change> published = new CopyOnWriteArrayList<>();
    final GroupCommit commit;

    Log(Path folder) {
        this(Database.in(folder));
    }

    Log(Database database) {
        this.database = database;
        this.commit = new GroupCommit(database.source(), database.engine(), storage, clock, Meters.fresh());
    }

    /** Makes that room behind the writer's back. */
    long room(String name) {
        String key = Name.of("room_name", name).key();
        database.execute(
                "insert into room (kind, name, name_key, created_at, last_activity) values ('OPEN', '%s', '%s', 0, 0)"
                        .formatted(name, key));
        return database.number("select id from room where name_key = '%s'".formatted(key));
    }

    /** Refuses a message of that text, as the schema refuses what it cannot hold. */
    void refuse(String text) {
        database.execute(("create trigger refused before insert on message when new.message_text = '%s'"
                        + " begin select raise(abort, 'refused by the test'); end")
                .formatted(text));
    }

    void start() {
        commit.start(published::addAll);
    }

    /** Submits writes, to be answered in their order. */
    Answers<Written> submit(List<Write> writes) {
        Answers<Written> answers = new Answers<>();
        writes.forEach(write -> commit.submit(write, answers));
        return answers;
    }

    /** Submits one write and waits for its answer. */
    Written write(Write write) {
        return submit(List.of(write)).next();
    }

    List<String> texts(long room) {
        return database.query(
                "select message_text from message where room_id = %d order by seq".formatted(room),
                row -> row.getString(1));
    }

    List<Long> seqs(long room) {
        return database.query(
                "select seq from message where room_id = %d order by seq".formatted(room), row -> row.getLong(1));
    }

    static Write post(long room, Person author, String text) {
        return new Write.Post(room, author, text, null, null);
    }

    static Write post(long room, Person author, String text, String clientMessageId) {
        return new Write.Post(room, author, text, clientMessageId, null);
    }

    static List<Write> posts(long room, Person author, int count) {
        List<Write> posts = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            posts.add(post(room, author, "message " + i));
        }
        return posts;
    }

    static long seq(Written written) {
        return written instanceof Written.Appended appended
                ? appended.change().seq()
                : ((Written.Already) written).stored().seq();
    }

    static Refusal refusal(Written written) {
        return ((Written.Refused) written).refusal();
    }

    /** Does nothing with an answer. */
    static Consumer<Written> nobody() {
        return _ -> {};
    }

    @Override
    public void close() {
        commit.close();
    }
}
