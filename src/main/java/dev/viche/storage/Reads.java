package dev.viche.storage;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads in plain SQL, what is also asked inside the writer's transaction: one sentence for both, so that both mean the
 * same. Blocks on the database: never call it on an event loop. A few read at a time, and the others wait in their order:
 * the pool has no order, and with many callers on virtual threads some would not get a connection in seconds (pull request
 * 130 of agroal/agroal). So what is read must not itself ask for something to be read.
 */
@Singleton
public class Reads {

    /** Fewer than the smaller pool has (application.properties), since the writer and others take from it, too. */
    private static final int AT_ONCE = 8;

    /** As long as the pool lets anyone wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataSource source;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    public Reads(DataSource source) {
        this.source = source;
    }

    /** Something to read. */
    @FunctionalInterface
    public interface Read<T> {
        /** Reads it over that connection. */
        T from(Statements sql) throws SQLException;
    }

    /**
     * What was read.
     *
     * @throws IllegalStateException when the database cannot be read
     */
    public <T> T of(Read<T> read) {
        awaitTurn();
        try (Statements sql = new Statements(source.getConnection())) {
            return read.from(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read: " + e.getMessage(), e);
        } finally {
            turns.release();
        }
    }

    /** Something to look for. */
    @FunctionalInterface
    public interface Find<T> {
        /** Looks for it over that connection; null when it is not there. */
        @Nullable
        T in(Statements sql) throws SQLException;
    }

    /**
     * What was looked for; null when it is not there.
     *
     * @throws IllegalStateException when the database cannot be read
     */
    public <T> @Nullable T find(Find<T> find) {
        awaitTurn();
        try (Statements sql = new Statements(source.getConnection())) {
            return find.in(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read: " + e.getMessage(), e);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException(
                        "the database cannot be read: too many wait for it, for %d s".formatted(PATIENCE.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the database cannot be read: interrupted", e);
        }
    }
}
