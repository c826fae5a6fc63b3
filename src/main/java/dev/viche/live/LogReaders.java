package dev.viche.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The threads that read the log for sessions and rooms, so that no event loop waits for a disk. */
@Singleton
public class LogReaders {

    private static final Logger LOG = Logger.getLogger(LogReaders.class);
    private static final int THREADS = 4;
    private static final int QUEUE = 20_000;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("viche-reader-", 0).factory());

    LogReaders() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Reads in the background.
     *
     * @param failed called when the read fails, or at once when too many wait
     */
    void read(Runnable read, Runnable failed) {
        try {
            threads.execute(() -> {
                try {
                    read.run();
                } catch (RuntimeException e) {
                    LOG.errorf("The log could not be read: %s", e.getMessage());
                    failed.run();
                }
            });
        } catch (RejectedExecutionException e) {
            failed.run();
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
