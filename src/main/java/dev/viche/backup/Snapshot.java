package dev.viche.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A copy of a log as it is at one moment, checked and compressed.
 *
 * @param file gzip of a SQLite database
 */
record Snapshot(Path file, LogSummary log, long size) {

    /**
     * Takes one of a log, whether a server writes it or not.
     *
     * <p>{@code VACUUM INTO} reads in one transaction of its own: in WAL mode it waits for no writer and no writer waits
     * for it, the copy holds nothing of what was deleted, and it is one file. While it runs the WAL cannot be
     * begun anew and grows.
     */
    static Snapshot take(Path log, Scratch scratch) throws IOException {
        Path copy = scratch.file("copy.db");
        Path compressed = ownFile(scratch.file("copy.db.gz"));
        LogSummary before = copy(log, copy);
        LogSummary summary = LogSummary.check(copy, "The copy of " + log.toAbsolutePath());
        if (!summary.epoch().equals(before.epoch()) || summary.entries() < before.entries()) {
            throw new BackupFailed("The copy of %s lacks entries (%d of %d); check the disk."
                    .formatted(log.toAbsolutePath(), summary.entries(), before.entries()));
        }
        Compression.compress(copy, compressed);
        Files.delete(copy);
        return new Snapshot(compressed, summary, Files.size(compressed));
    }

    private static LogSummary copy(Path log, Path target) {
        try (Connection live = LogFile.open(log)) {
            LogSummary before = LogSummary.of(live);
            try (PreparedStatement vacuum = live.prepareStatement("vacuum into ?")) {
                vacuum.setString(1, target.toAbsolutePath().toString());
                vacuum.execute();
            }
            return before;
        } catch (SQLException e) {
            throw new BackupFailed(
                    "%s cannot be copied (%s); there has to be room for a copy beside it, and the log has to be sound."
                            .formatted(log.toAbsolutePath(), e.getMessage()),
                    e);
        }
    }

    /** What people wrote is for its owner's eyes alone, wherever it lies. */
    static Path ownFile(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }
}
