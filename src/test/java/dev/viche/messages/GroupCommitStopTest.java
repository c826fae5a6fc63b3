package dev.viche.messages;

import static dev.viche.messages.Log.post;
import static dev.viche.messages.Log.posts;
import static dev.viche.messages.Log.refusal;
import static dev.viche.support.Folk.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Refusal;
import dev.viche.support.Answers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitStopTest {

    private static final int SENDERS = 4;
    private static final int EACH = 500;

    @TempDir
    Path folder;

    @Test
    void whatWaitsIsWrittenBeforeTheWriterStops() {
        // Given
        try (Log log = new Log(folder)) {
            long garden = log.room("garden");
            Answers<Written> answers = log.submit(posts(garden, ANA, 2000));
            log.start();

            // When
            log.commit.close();

            // Then
            assertThat(answers.rest()).hasSize(2000).hasOnlyElementsOfType(Written.Appended.class);
            assertThat(log.seqs(garden)).hasSize(2000);
        }
    }

    @Test
    void whatComesAfterwardsIsToldToGoElsewhere() {
        // Given
        try (Log log = new Log(folder)) {
            long garden = log.room("garden");
            log.start();
            log.commit.close();

            // When
            Written written = log.write(post(garden, ANA, "too late"));

            // Then
            assertThat(refusal(written)).isEqualTo(Refusal.DRAINING);
            assertThat(log.seqs(garden)).isEmpty();
        }
    }

    @Test
    void aWriterThatWasNeverStartedStopsTooAndLeavesNobodyWaiting() {
        // Given
        try (Log log = new Log(folder)) {
            Answers<Written> answers = log.submit(List.of(post(log.room("garden"), ANA, "early")));

            // When
            log.commit.close();

            // Then
            assertThat(refusal(answers.next())).isEqualTo(Refusal.DRAINING);
        }
    }

    @Test
    void everyoneWhoSendsWhileItStopsIsAnsweredOnce() throws InterruptedException {
        // Given
        Answers<Written> answers = new Answers<>();
        try (Log log = new Log(folder)) {
            long garden = log.room("garden");
            CountDownLatch halfway = new CountDownLatch(SENDERS * EACH / 2);
            log.start();

            // When
            try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
                for (int sender = 0; sender < SENDERS; sender++) {
                    senders.execute(() -> {
                        for (Write write : posts(garden, ANA, EACH)) {
                            log.commit.submit(write, answers);
                            halfway.countDown();
                        }
                    });
                }
                halfway.await();
                log.commit.close();
            }

            // Then
            List<Written> written = answers.rest();
            assertThat(written).hasSize(SENDERS * EACH);
            assertThat(log.seqs(garden)).hasSize((int)
                    written.stream().filter(Written.Appended.class::isInstance).count());
            assertThat(written)
                    .filteredOn(Written.Refused.class::isInstance)
                    .extracting(Log::refusal)
                    .allMatch(Refusal.DRAINING::equals);
        }
    }

    @Test
    void aNewWriterGoesOnWhereTheLastOneStopped() {
        // Given
        long garden;
        try (Log log = new Log(folder)) {
            garden = log.room("garden");
            log.start();
            log.submit(posts(garden, ANA, 3)).next(3);
        }

        // When
        try (Log log = new Log(folder)) {
            log.start();
            Written written = log.write(post(garden, ANA, "after a restart"));

            // Then
            assertThat(Log.seq(written)).isEqualTo(4);
            assertThat(log.seqs(garden)).containsExactly(1L, 2L, 3L, 4L);
        }
    }
}
