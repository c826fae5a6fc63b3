package dev.viche.backup;

import dev.viche.storage.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder within the data directory for what is not whole yet, and the lock that lets one process work in it. The
 * system takes the lock away however the process ends; what it left behind goes with the next one.
 */
final class Scratch implements AutoCloseable {

    private final Path folder;
    private final FileChannel file;

    private Scratch(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Waits for nobody.
     *
     * @return null when another process or thread is at work here
     */
    static @Nullable Scratch tryOpen(Path dataDirectory) throws IOException {
        Path folder = DataDirectory.prepare(dataDirectory.resolve("backup-work"));
        FileChannel file = FileChannel.open(
                dataDirectory.resolve("backup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(file)) {
            file.close();
            return null;
        }
        Scratch scratch = new Scratch(folder, file);
        scratch.clear();
        return scratch;
    }

    /** As {@link #tryOpen}, for those whom somebody asked. */
    static Scratch open(Path dataDirectory) throws IOException {
        Scratch scratch = tryOpen(dataDirectory);
        if (scratch == null) {
            throw new BackupFailed("A backup or restore is under way in %s; try again when it is done."
                    .formatted(dataDirectory.toAbsolutePath().normalize()));
        }
        return scratch;
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private void clear() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.toList();
        }
        for (Path path : left) {
            Files.delete(path);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            clear();
            Files.delete(folder);
        } finally {
            file.close();
        }
    }
}
