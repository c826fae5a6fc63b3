package dev.viche.backup;

import dev.viche.storage.DataDirectory;
import dev.viche.storage.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;

/** The log of a data directory: one file. An import makes it beside and brings it to its place when it is whole. */
public final class DirectoryLog implements LogStore {

    // A row is no way to go.
    private static final int ROWS_AT_ONCE = 1;

    private final Path directory;
    private final InstantSource clock;

    /** @param directory need not be there */
    public DirectoryLog(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Connection snapshot() throws SQLException {
        Connection log = LogFile.open(LogFile.in(directory));
        log.setAutoCommit(false);
        return log;
    }

    @Override
    public String byBytes() {
        return "";
    }

    @Override
    public Export.Counts fill(Import lines) throws IOException {
        DataDirectory.prepare(directory);
        try (Scratch scratch = Scratch.open(directory);
                Arrival arrival = Arrival.at(directory)) {
            if (!arrival.isEmpty()) {
                throw new BackupFailed("The log in %s is not empty; set VICHE_DATA_DIR to a new folder."
                        .formatted(directory.toAbsolutePath().normalize()));
            }
            Path log = Snapshot.ownFile(scratch.file(LogFile.NAME));
            Schema.create(log);
            Export.Counts counts = into(log, lines);
            LogSummary.check(log, "What was read");
            Compression.sync(log);
            var _ = arrival.replaceBy(log, clock.instant());
            return counts;
        }
    }

    private static Export.Counts into(Path file, Import lines) throws IOException {
        try (Connection log = LogFile.open(file);
                Statement settings = log.createStatement()) {
            // The file is nobody's yet: if anything fails it is deleted, so no journal is needed.
            settings.execute("pragma journal_mode = off");
            settings.execute("pragma synchronous = off");
            settings.execute("pragma foreign_keys = on");
            log.setAutoCommit(false);
            Export.Counts counts = lines.into(log, ROWS_AT_ONCE);
            log.commit();
            return counts;
        } catch (SQLException e) {
            throw new BackupFailed("The log cannot be written (%s); make room.".formatted(e.getMessage()), e);
        }
    }

    @Override
    public LogSummary newEpoch(boolean voidTokens) throws IOException {
        Path log = LogFile.in(directory);
        try (Arrival _ = Arrival.at(directory)) {
            LogSummary.check(log, log.toString());
            Renewal.of(log, voidTokens);
            return LogSummary.check(log, log.toString());
        }
    }

    @Override
    public String toString() {
        return directory.toAbsolutePath().normalize().toString();
    }
}
