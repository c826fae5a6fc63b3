package dev.viche.backup;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;

/** An export as a file, compressed where its name says so, or as a stream. */
public final class ExportFile {

    private static final InstantSource CLOCK = InstantSource.system();

    private ExportFile() {}

    /**
     * Writes a new file, for its owner alone. It has its name only when it is whole.
     *
     * @throws BackupFailed when it is there already, or the log cannot be read
     */
    public static Export.Counts write(Path file, LogStore log, boolean withSecrets) throws IOException {
        if (Files.exists(file)) {
            throw new BackupFailed("%s is there already; name another file.".formatted(file));
        }
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try {
            Export.Counts counts;
            try (OutputStream out = Files.newOutputStream(Snapshot.ownFile(partial));
                    OutputStream lines = file.toString().endsWith(".gz")
                            ? Compression.compress(out)
                            : new BufferedOutputStream(out)) {
                counts = Export.write(log, lines, withSecrets, CLOCK.instant());
            }
            Compression.sync(partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            return counts;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Writes to the standard output. */
    public static Export.Counts print(LogStore log, boolean withSecrets) throws IOException {
        // Not System.out: it swallows what goes wrong, such as a full disk behind it.
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            return Export.write(log, out, withSecrets, CLOCK.instant());
        }
    }

    /** Imports a file, compressed or not; see {@link LogStore#fill}. */
    public static Export.Counts read(Path file, LogStore log) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupFailed("There is no file %s.".formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return readFrom(in, log);
        }
    }

    /** Imports a stream, which is not closed. */
    public static Export.Counts readFrom(InputStream in, LogStore log) throws IOException {
        return log.fill(new Import(Compression.expand(in)));
    }
}
