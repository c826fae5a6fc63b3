package dev.viche.backup;

import dev.viche.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Puts a backup in the place of the log, under a new epoch. Nothing is touched before the backup is known to be sound. */
public final class Restore {

    private final Path dataDirectory;
    private final Backups backups;
    private final InstantSource clock;

    /** @param backups where a name is looked for that is no file */
    public Restore(Path dataDirectory, Backups backups, InstantSource clock) {
        this.dataDirectory = dataDirectory;
        this.backups = backups;
        this.clock = clock;
    }

    /**
     * A log that is in its place.
     *
     * @param log with its new epoch
     * @param before the folder that has the one that was there; null when there was none
     */
    public record Restored(LogSummary log, @Nullable Path before) {}

    /**
     * Restores.
     *
     * @param source a backup's file, compressed or not; else the name of one in the places that are set, or
     *     {@code latest}
     * @param force whether a log that is there is put aside; otherwise it is a reason to refuse
     * @param voidTokens whether resume tokens given out so far are good no more
     * @throws BackupFailed when nothing was changed, and why
     */
    public Restored from(String source, boolean force, boolean voidTokens) throws IOException {
        DataDirectory.prepare(dataDirectory);
        try (Scratch scratch = Scratch.open(dataDirectory);
                Arrival arrival = Arrival.at(dataDirectory)) {
            if (arrival.isThere() && !force) {
                throw new BackupFailed(
                        "There is a log in %s; with --force it is put aside and the backup takes its place."
                                .formatted(dataDirectory.toAbsolutePath().normalize()));
            }
            Path file = Path.of(source);
            Path backup = Files.isRegularFile(file) ? file : backups.fetch(source, scratch);
            Path log = Snapshot.ownFile(scratch.file(LogFile.NAME));
            expand(backup, log);
            LogSummary.check(log, source);
            Renewal.of(log, voidTokens);
            Compression.sync(log);
            LogSummary renewed = LogSummary.check(log, source);
            return new Restored(renewed, arrival.replaceBy(log, clock.instant()));
        }
    }

    private static void expand(Path backup, Path log) throws IOException {
        try {
            Compression.expand(backup, log);
        } catch (IOException e) {
            throw new BackupFailed(
                    "%s cannot be read to its end (%s); take another backup, or make room."
                            .formatted(backup, e.getMessage()),
                    e);
        }
    }
}
