package dev.viche.storage;

import dev.viche.config.VicheConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings the database to this version's schema before anything reads it. */
@ApplicationScoped
public class Migration {

    private static final Logger LOG = Logger.getLogger(Migration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Flyway flyway;
    private final DataSource source;
    private final Engine engine;
    private final Path directory;
    private final String url;

    Migration(
            Flyway flyway,
            DataSource source,
            Engine engine,
            VicheConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url) {
        this.flyway = flyway;
        this.source = source;
        this.engine = engine;
        this.directory = config.dataDir();
        // What follows the question mark may hold a password.
        this.url = url.orElse("").replaceFirst("\\?.*", "");
    }

    /** Where the log is, for people. */
    public String place() {
        return switch (engine) {
            case SQLITE -> directory.toAbsolutePath().toString();
            case POSTGRESQL -> url;
        };
    }

    /**
     * Migrates.
     *
     * @throws UnusableDataDirectory when there is no schema to work with afterwards
     */
    public void run() {
        switch (engine) {
            case SQLITE -> file();
            case POSTGRESQL -> server();
        }
    }

    /**
     * Flyway takes no lock of its own on SQLite, so two processes that start together on one file would both create its
     * tables; a file lock makes the second wait for the first.
     */
    private void file() {
        DataDirectory.prepare(directory);
        try (FileChannel file = FileChannel.open(
                        directory.resolve("migration.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assert lock.isValid();
            SqliteLibrary.load(directory);
            migrate();
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

    /** The database may be starting, too: it is waited for. */
    private void server() {
        SQLException away = unreachable();
        long since = System.nanoTime();
        if (away != null) {
            LOG.warnf(
                    "The database cannot be reached yet: %s. It is tried for %d s.",
                    away.getMessage(), PATIENCE.toSeconds());
        }
        while (away != null) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new UnusableDataDirectory(
                        "The database at %s cannot be reached (%s); start it, or mend QUARKUS_DATASOURCE_JDBC_URL, _USERNAME"
                                        .formatted(url, away.getMessage())
                                + " or _PASSWORD.",
                        away);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            away = unreachable();
        }
        try {
            migrate();
        } catch (FlywayException e) {
            throw new UnusableDataDirectory(
                    "The database at %s cannot be brought to this version's schema (%s); its user has to be allowed to make tables."
                            .formatted(url, root(e).getMessage()),
                    e);
        }
    }

    private void migrate() {
        String before = flyway.migrate().initialSchemaVersion;
        if (before != null && MigrationVersion.fromVersion(before).isNewerThan(Schema.NEWEST)) {
            LOG.warnf(
                    "A newer version of Viche has brought the log to schema %s; this one knows schema %s, and serves it all the same.",
                    before, Schema.NEWEST);
        }
    }

    private @Nullable SQLException unreachable() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid((int) PAUSE.toSeconds() + 1) ? null : new SQLException("it does not answer");
        } catch (SQLException e) {
            return e;
        }
    }

    /** Flyway's own messages are paragraphs; the driver's, beneath them, are a sentence. */
    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
