package dev.viche.storage;

import dev.viche.config.VicheConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.flywaydb.core.Flyway;

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
     */
    public void run() {
        Path directory = DataDirectory.prepare(config.dataDir());
        try (FileChannel file = FileChannel.open(
                        directory.resolve("migration.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assert lock.isValid();
            flyway.migrate();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory %s cannot be written.".formatted(directory), e);
        }
    }
}
