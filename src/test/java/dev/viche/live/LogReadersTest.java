package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The end of reading: the database is closed next. */
class LogReadersTest {

    private static final int THREADS = 4;

    private final LogReaders readers = new LogReaders();

    @Test
    void theEndWaitsForWhatIsBeingReadAndDropsWhatWaits() throws Exception {
        // Given
        CountDownLatch reading = new CountDownLatch(THREADS);
        CountDownLatch disk = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        for (int i = 0; i < 2 * THREADS; i++) {
            readers.read(
                    () -> {
                        reading.countDown();
                        await().until(() -> disk.getCount() == 0);
                        read.incrementAndGet();
                    },
                    () -> {});
        }
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        // When
        CompletableFuture<Void> end = CompletableFuture.runAsync(readers::close);
        await().until(this::refuses);
        boolean endedBefore = end.isDone();
        disk.countDown();
        end.get(10, TimeUnit.SECONDS);

        // Then
        assertThat(endedBefore).isFalse();
        assertThat(read).hasValue(THREADS);
    }

    private boolean refuses() {
        AtomicBoolean refused = new AtomicBoolean();
        readers.read(() -> {}, () -> refused.set(true));
        return refused.get();
    }
}
