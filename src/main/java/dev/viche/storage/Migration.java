package dev.viche.storage;

import dev.viche.config.VicheConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database to this version's schema before anything reads it. */
@ApplicationScoped
public class Migration {

    private final Flyway flyway;
    private final VicheConfig config;

    Migration(Flyway flyway, VicheConfig config) {
        this.flyway = flyway;
        this.config = config;
    }

    /**
     * Migrates. Flyway takes no lock of its own on SQLite, so two processes that start together on one file would both
     * create its tables; a file lock makes the second wait for the first.
     *
     * @throws UnusableDataDirectory when there is no schema to work with afterwards
     */
    public void run() {
        Path directory = DataDirectory.prepare(config.dataDir());
        try (FileChannel file = FileChannel.open(
                        directory.resolve("migration.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assert lock.isValid();
            SqliteLibrary.load(directory);
            flyway.migrate();
        } catch (IOException e) {
            throw new UnusableDataDirectory(
                    "The data directory %s cannot be written (%s); set VICHE_DATA_DIR to a folder this user may write to."
                            .formatted(directory.toAbsolutePath(), e),
                    e);
        } catch (FlywayException e) {
            throw new UnusableDataDirectory(
                    "The database in %s cannot be opened or brought to this version's schema (%s); put back a good one,"
                                    .formatted(directory.toAbsolutePath(), root(e).getMessage())
                            + " or set VICHE_DATA_DIR to another folder.",
                    e);
        }
    }

    /** Flyway's own messages are paragraphs; the driver's, beneath them, are a sentence. */
    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
