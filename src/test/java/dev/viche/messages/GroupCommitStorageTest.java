package dev.viche.messages;

import static dev.viche.messages.Log.post;
import static dev.viche.messages.Log.posts;
import static dev.viche.messages.Log.refusal;
import static dev.viche.messages.Log.seq;
import static dev.viche.support.Folk.ANA;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.protocol.Refusal;
import dev.viche.storage.StorageState;
import dev.viche.support.Answers;
import dev.viche.support.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk and its lock fail for real here: a page limit is a full disk to SQLite, another connection another process. */
class GroupCommitStorageTest {

    private static final String IMPATIENT = "busy_timeout=50";

    @TempDir
    Path folder;

    private Log log;
    private long garden;

    @BeforeEach
    void open() {
        log = new Log(folder);
        garden = log.room("garden");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whileAnotherProcessHoldsTheLockEveryoneIsToldToRetry() throws Exception {
        // Given
        log.database.limit(IMPATIENT);
        Answers<Written> answers = log.submit(posts(garden, ANA, 3));

        // When
        try (AutoCloseable lock = log.database.lock()) {
            log.start();

            // Then
            assertThat(lock).isNotNull();
            assertThat(answers.next(3)).extracting(Log::refusal).containsOnly(Refusal.STORAGE_UNAVAILABLE);
        }
        assertThat(log.seqs(garden)).isEmpty();
    }

    @Test
    void aFailureIsKnownWithItsReasonSinceItBegan() throws Exception {
        // Given
        log.database.limit(IMPATIENT);
        try (AutoCloseable lock = log.database.lock()) {
            assertThat(lock).isNotNull();
            log.start();
            log.write(post(garden, ANA, "one"));
            log.clock.advance(Duration.ofMinutes(1));

            // When
            log.write(post(garden, ANA, "two"));

            // Then
            StorageState.Failure failure = requireNonNull(log.storage.failure());
            assertThat(failure.since()).isEqualTo(ManualClock.START);
            assertThat(failure.reason()).contains("SQLITE_BUSY");
        }
    }

    @Test
    void whenTheLockIsFreeAgainTheWriterFindsOutByItself() throws Exception {
        // Given
        log.database.limit(IMPATIENT);
        try (AutoCloseable lock = log.database.lock()) {
            assertThat(lock).isNotNull();
            log.start();
            log.write(post(garden, ANA, "refused"));
            assertThat(log.storage.failure()).isNotNull();
        }

        // When
        await().atMost(Answers.LIMIT).until(() -> log.storage.failure() == null);

        // Then
        assertThat(seq(log.write(post(garden, ANA, "taken")))).isEqualTo(1);
        assertThat(log.texts(garden)).containsExactly("taken");
    }

    @Test
    void aFullDiskLeavesNoHalfOfABatchAndIsOverWhenThereIsRoom() {
        // Given
        log.database.limit("max_page_count=" + log.database.number("pragma page_count"));
        Answers<Written> full = log.submit(posts(garden, ANA, 500));
        log.start();
        assertThat(full.next(500)).extracting(Log::refusal).containsOnly(Refusal.STORAGE_UNAVAILABLE);
        assertThat(requireNonNull(log.storage.failure()).reason()).contains("SQLITE_FULL");
        assertThat(log.seqs(garden)).isEmpty();

        // When
        log.database.limit(null);
        List<Written> written = log.submit(posts(garden, ANA, 500)).next(500);

        // Then
        assertThat(written).hasOnlyElementsOfType(Written.Appended.class);
        assertThat(log.storage.failure()).isNull();
        assertThat(log.database.query("pragma integrity_check", row -> row.getString(1)))
                .containsExactly("ok");
    }

    @Test
    void writesThatAppendNothingAreRefusedLikewise() throws Exception {
        // Given
        log.database.limit(IMPATIENT);
        try (AutoCloseable lock = log.database.lock()) {
            assertThat(lock).isNotNull();
            log.start();

            // When
            Written written = log.write(new Write.MarkRead(garden, ANA, 1));

            // Then
            assertThat(refusal(written)).isEqualTo(Refusal.STORAGE_UNAVAILABLE);
        }
    }
}
