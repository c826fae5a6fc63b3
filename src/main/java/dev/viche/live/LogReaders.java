package dev.viche.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The threads that wait for sessions and rooms, so that no event loop does: for the disk, or for another server. */
@Singleton
public class LogReaders {

    private static final Logger LOG = Logger.getLogger(LogReaders.class);
    private static final int THREADS = 4;
    private static final int QUEUE = 20_000;
    private static final int LAST_READ_SECONDS = 2;

    private final ThreadPoolExecutor threads = pool("viche-reader-");
    private final ThreadPoolExecutor doorkeepers = pool("viche-door-");

    LogReaders() {}

    private static ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name(name, 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Reads in the background.
     *
     * @param failed called when the read fails, or at once when too many wait
     */
    void read(Runnable read, Runnable failed) {
        run(threads, read, failed);
    }

    /**
     * Looks in the background who someone is: apart from reading, since that may have to wait for another server, which
     * must not keep people who are here from what they read.
     *
     * @param failed as in {@link #read}
     */
    void identify(Runnable look, Runnable failed) {
        run(doorkeepers, look, failed);
    }

    private static void run(ThreadPoolExecutor threads, Runnable read, Runnable failed) {
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

    /**
     * Ends it, when nobody is left to read for. What waits is dropped, and what is being read is waited for, two seconds at
     * most, since the database is closed next. Whoever comes after this fails at once.
     */
    @PreDestroy
    public void close() {
        for (ThreadPoolExecutor pool : List.of(threads, doorkeepers)) {
            pool.shutdown();
            pool.getQueue().clear();
        }
        try {
            if (!threads.awaitTermination(LAST_READ_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The log is still being read at the end; what is read is for nobody.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
