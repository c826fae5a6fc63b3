package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.presence.Sighting;
import dev.viche.protocol.Person;
import dev.viche.support.Answers;
import dev.viche.support.Database;
import dev.viche.support.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log on PostgreSQL: all that holds on SQLite, and writers of several instances at once. */
class OnPostgresTest {

    private static final int WRITES = 1500;

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class Entries extends LedgerTest {
        @Override
        Database database() {
            return Database.on(server);
        }
    }

    @Nested
    class Rooms extends RoomWritesTest {
        @Override
        Database database() {
            return Database.on(server);
        }
    }

    @Nested
    class Presence extends SightingWritesTest {
        @Override
        Database database() {
            return Database.on(server);
        }
    }

    @Nested
    class Pruned extends PruningTest {
        @Override
        Database database() {
            return Database.on(server);
        }
    }

    /**
     * Three instances write to two rooms, in opposite orders, and tell of people; a fourth reads presence by its versions
     * meanwhile, as each tail does.
     */
    @Test
    void manyWritersGiveEachNumberOnceAndNoReaderMissesOne() throws Exception {
        Database database = Database.on(server);
        List<Log> instances = List.of(new Log(database), new Log(database), new Log(database));
        List<Person> people = List.of(ANA, BO, CLEO);
        long garden = instances.getFirst().room("garden");
        long kitchen = instances.getFirst().room("kitchen");
        instances.forEach(Log::start);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Map<Long, Integer>> reader = CompletableFuture.supplyAsync(() -> versions(database, done));

        // When
        List<Answers<Written>> answers = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            answers.add(instances.get(i).submit(writes(people.get(i), i % 2 == 0, garden, kitchen)));
        }
        List<Written> written = new ArrayList<>();
        answers.forEach(each -> written.addAll(each.next(WRITES)));
        done.set(true);
        Map<Long, Integer> seen = reader.get(30, TimeUnit.SECONDS);
        instances.forEach(Log::close);

        // Then
        assertThat(written).noneMatch(Written.Refused.class::isInstance);
        Log log = instances.getFirst();
        for (long room : List.of(garden, kitchen)) {
            assertThat(log.seqs(room)).containsExactlyElementsOf(upTo(WRITES));
        }
        assertThat(instances)
                .allSatisfy(instance -> assertThat(
                                instance.published.stream().filter(change -> change.roomId() == garden))
                        .extracting(Change::seq)
                        .isSorted()
                        .hasSize(WRITES / 3));
        assertThat(seen.keySet()).containsExactlyElementsOf(upTo(WRITES));
    }

    /** A third says something in one room, a third in the other, and a third is told of someone who is nowhere twice. */
    private static List<Write> writes(Person author, boolean gardenFirst, long garden, long kitchen) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < WRITES / 3; i++) {
            writes.add(Log.post(gardenFirst ? garden : kitchen, author, "message " + i));
            writes.add(Log.post(gardenFirst ? kitchen : garden, author, "message " + i));
            writes.add(new Write.Sight(
                    new Sighting(garden, author, author.name().key() + i, Sighting.Stage.HERE, Instant.EPOCH)));
        }
        return writes;
    }

    /** What one finds who reads on from the newest it has seen, again and again, until there is nothing more to come. */
    private static Map<Long, Integer> versions(Database database, AtomicBoolean done) {
        Map<Long, Integer> seen = new TreeMap<>();
        long last = 0;
        boolean more = true;
        while (more) {
            more = !done.get();
            for (long version : database.query(
                    "select version from presence where version > %d order by version".formatted(last),
                    row -> row.getLong(1))) {
                seen.merge(version, 1, Integer::sum);
                last = version;
            }
        }
        return seen;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
