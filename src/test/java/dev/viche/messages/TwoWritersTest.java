package dev.viche.messages;

import static dev.viche.messages.Log.post;
import static dev.viche.messages.Log.posts;
import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.Answers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one file, as far as the database can tell: each writer has a connection of its own. */
class TwoWritersTest {

    @TempDir
    Path folder;

    private Log one;
    private Log other;
    private long garden;

    @BeforeEach
    void open() {
        one = new Log(folder);
        other = new Log(folder);
        garden = one.room("garden");
        one.start();
        other.start();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void aWriterWithNothingToWriteKeepsNoOneElseFromWriting() {
        for (long turn = 0; turn < 10; turn++) {
            // When
            Written first = one.write(post(garden, ANA, "from one"));
            Written second = other.write(post(garden, BO, "from the other"));

            // Then
            assertThat(List.of(first, second)).extracting(Log::seq).containsExactly(2 * turn + 1, 2 * turn + 2);
        }
    }

    @Test
    void whoHasWaitedForTheLockHasItSoonerThanBySqlitesOwnWaiting() throws Exception {
        // Given
        List<Duration> ours = new ArrayList<>();
        List<Duration> sqlites = new ArrayList<>();

        // When: by turns, since what else the machine does then is the same for both.
        for (int turn = 0; turn < 5; turn++) {
            ours.add(late(
                    () -> assertThat(one.write(post(garden, ANA, "at last"))).isInstanceOf(Written.Appended.class)));
            sqlites.add(late(() -> {
                try (AutoCloseable own = one.database.lock()) {
                    return own;
                }
            }));
        }

        // Then
        System.out.println("LOCK had after " + ours + ", by SQLite's own waiting after " + sqlites);
        assertThat(median(ours)).isLessThan(median(sqlites));
    }

    /** How long after the lock is free that is done which waits for it. SQLite looks 228 ms after it began, then at 328. */
    private Duration late(Callable<?> what) throws Exception {
        FutureTask<?> done = new FutureTask<>(what);
        long freed;
        try (AutoCloseable lock = one.database.lock()) {
            assertThat(lock).isNotNull();
            long asked = System.nanoTime();
            Thread.ofPlatform().daemon().start(done);
            await().pollInterval(Duration.ofMillis(2))
                    .until(() ->
                            System.nanoTime() - asked > Duration.ofMillis(240).toNanos());
            assertThat(done.isDone()).isFalse();
            freed = System.nanoTime();
        }
        done.get(10, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - freed);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    @Test
    void bothAtOnceNeverGiveOneSeqTwiceNorLeaveOneOut() {
        // When
        Answers<Written> ofOne = one.submit(posts(garden, ANA, 1000));
        Answers<Written> ofOther = other.submit(posts(garden, BO, 1000));
        List<Written> written = ofOne.next(1000);
        written.addAll(ofOther.next(1000));

        // Then
        assertThat(written).extracting(Log::seq).containsExactlyInAnyOrderElementsOf(upTo(2000));
        assertThat(one.seqs(garden)).containsExactlyElementsOf(upTo(2000));
        assertThat(one.published).extracting(Change::seq).isSorted().hasSize(1000);
        assertThat(other.published).extracting(Change::seq).isSorted().hasSize(1000);
    }

    @Test
    void whatOneHasStoredTheOtherKnowsForAResend() {
        // Given
        Written stored = one.write(post(garden, ANA, "hello", "id-1"));

        // When
        Written resent = other.write(post(garden, ANA, "hello", "id-1"));

        // Then
        assertThat(resent).isInstanceOf(Written.Already.class);
        assertThat(Log.seq(resent)).isEqualTo(Log.seq(stored));
        assertThat(one.texts(garden)).containsExactly("hello");
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
