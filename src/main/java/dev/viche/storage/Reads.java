package dev.viche.storage;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads in plain SQL, what is also asked inside the writer's transaction: one sentence for both, so that both mean the
 * same. Blocks on the database: never call it on an event loop.
 */
@Singleton
public class Reads {

    private final DataSource source;

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
        try (Statements sql = new Statements(source.getConnection())) {
            return read.from(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read: " + e.getMessage(), e);
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
        try (Statements sql = new Statements(source.getConnection())) {
            return find.in(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be read: " + e.getMessage(), e);
        }
    }
}
