package dev.viche.backup;

import dev.viche.storage.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * A log comes to a data directory, by one rename: before it the old one is there, after it the new one, and at no time
 * none, from which a server would begin an empty log. Holds off servers that start meanwhile, by the lock under which
 * they bring the schema up to date.
 */
final class Arrival implements AutoCloseable {

    private final Path directory;
    private final FileChannel migration;

    private Arrival(Path directory, FileChannel migration) {
        this.directory = directory;
        this.migration = migration;
    }

    /**
     * Makes sure that nobody serves the directory, now or until this is closed.
     *
     * @throws BackupFailed when somebody does
     */
    static Arrival at(Path directory) throws IOException {
        DataDirectory.prepare(directory);
        FileChannel migration = FileChannel.open(
                directory.resolve("migration.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Arrival arrival = new Arrival(directory, migration);
        if (!locks(migration) || arrival.isServed() || arrival.isOpenElsewhere()) {
            arrival.close();
            throw new BackupFailed("The log in %s is in use; stop its server first."
                    .formatted(directory.toAbsolutePath().normalize()));
        }
        return arrival;
    }

    private static boolean locks(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Every process that serves a log holds a lock on a file of its own; see Instance. */
    private boolean isServed() throws IOException {
        Path instances = directory.resolve("instances");
        if (!Files.isDirectory(instances)) {
            return false;
        }
        List<Path> processes;
        try (Stream<Path> files = Files.list(instances)) {
            processes = files.toList();
        }
        for (Path process : processes) {
            if (isHeld(process)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHeld(Path process) throws IOException {
        try (FileChannel file = FileChannel.open(process, StandardOpenOption.WRITE)) {
            return !locks(file);
        } catch (NoSuchFileException e) {
            // Gone since it was listed: so is the process.
            return false;
        }
    }

    /** To leave WAL mode is allowed to the only one who has the file open; it also puts all of the log into one file. */
    private boolean isOpenElsewhere() {
        if (!isThere()) {
            return false;
        }
        try (Connection log = LogFile.open(log());
                Statement statement = log.createStatement();
                ResultSet mode = statement.executeQuery("pragma journal_mode = delete")) {
            return mode.next() && !mode.getString(1).equals("delete");
        } catch (SQLException e) {
            // One that cannot be read is in nobody's use, and may be replaced.
            return e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
        }
    }

    private Path log() {
        return directory.resolve(LogFile.NAME);
    }

    boolean isThere() {
        return Files.exists(log());
    }

    /** Whether there is no log, or one in which nobody ever said anything. */
    boolean isEmpty() {
        if (!isThere()) {
            return true;
        }
        try (Connection log = LogFile.open(log());
                Statement statement = log.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from room")) {
            return row.next() && row.getLong(1) == 0;
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Puts a log in the place of what is there.
     *
     * @param log a file on the same disk, in one piece, synced
     * @return the folder where the one before is now; null when there was none
     */
    @Nullable
    Path replaceBy(Path log, Instant now) throws IOException {
        Path aside = isThere() ? putAside(now) : null;
        Files.move(log, log(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Compression.sync(directory);
        return aside;
    }

    private Path putAside(Instant now) throws IOException {
        Path aside = DataDirectory.prepare(
                directory.resolve("before-" + now.toString().replace(":", "")));
        // A WAL is there only when the log could not be read. Beside another log it would ruin that one.
        for (String tail : List.of("-wal", "-shm")) {
            Path file = directory.resolve(LogFile.NAME + tail);
            if (Files.exists(file)) {
                Files.move(file, aside.resolve(LogFile.NAME + tail));
            }
        }
        try {
            Files.createLink(aside.resolve(LogFile.NAME), log());
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(log(), aside.resolve(LogFile.NAME), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Compression.sync(aside);
        return aside;
    }

    @Override
    public void close() throws IOException {
        migration.close();
    }
}
