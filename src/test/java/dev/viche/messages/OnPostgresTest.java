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

    private static final int EACH = 500;

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
     * Three instances write to two rooms, in opposite orders, and one of them tells of people; a fourth reads presence by
     * its versions meanwhile, as each tail does.
     */
    @Test
    void manyWritersGiveEachNumberOnceAndNoReaderMissesOne() throws Exception {
        Database database = Database.on(server);
        List<Log> instances = List.of(new Log(database), new Log(database), new Log(database));
        long garden = instances.getFirst().room("garden");
        long kitchen = instances.getFirst().room("kitchen");
        instances.forEach(Log::start);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Map<Long, Integer>> reader = CompletableFuture.supplyAsync(() -> versions(database, done));

        // When
        Answers<Written> ofAna = instances.get(0).submit(posts(ANA, garden, kitchen));
        Answers<Written> ofBo = instances.get(1).submit(posts(BO, kitchen, garden));
        Answers<Written> ofCleo = instances.get(2).submit(postsAndSights(CLEO, garden, kitchen));
        List<Written> written = new ArrayList<>(ofAna.next(2 * EACH));
        written.addAll(ofBo.next(2 * EACH));
        written.addAll(ofCleo.next(3 * EACH));
        done.set(true);
        Map<Long, Integer> seen = reader.get(30, TimeUnit.SECONDS);
        instances.forEach(Log::close);

        // Then
        assertThat(written).noneMatch(Written.Refused.class::isInstance);
        for (long room : List.of(garden, kitchen)) {
            assertThat(instances.getFirst().seqs(room)).containsExactlyElementsOf(upTo(3 * EACH));
            assertThat(instances)
                    .allSatisfy(instance -> assertThat(
                                    instance.published.stream().filter(change -> change.roomId() == room))
                            .extracting(Change::seq)
                            .isSorted()
                            .hasSize(EACH));
        }
        assertThat(seen.keySet()).containsExactlyElementsOf(upTo(EACH));
    }

    private static List<Write> posts(Person author, long first, long second) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            writes.add(Log.post(first, author, "message " + i));
            writes.add(Log.post(second, author, "message " + i));
        }
        return writes;
    }

    private static List<Write> postsAndSights(Person author, long first, long second) {
        List<Write> writes = posts(author, first, second);
        for (int i = 0; i < EACH; i++) {
            String instance = "instance-" + i;
            writes.add(
                    3 * i, new Write.Sight(new Sighting(first, author, instance, Sighting.Stage.HERE, Instant.EPOCH)));
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
