package dev.viche.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The log's database file, opened from outside a server: without its pool and its settings. */
final class LogFile {

    static final String NAME = "viche.db";

    // As long as the server's own connections wait for another writer.
    private static final int PATIENCE_MS = 5000;

    private LogFile() {}

    /**
     * The log of a data directory.
     *
     * @throws BackupFailed when there is none
     */
    static Path in(Path dataDirectory) {
        Path log = dataDirectory.resolve(NAME);
        if (!Files.isRegularFile(log)) {
            throw new BackupFailed("There is no log in %s; set VICHE_DATA_DIR to the data directory of the server."
                    .formatted(dataDirectory.toAbsolutePath().normalize()));
        }
        return log;
    }

    /** Opens a file that is there; never makes one. */
    static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(PATIENCE_MS);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }
}
