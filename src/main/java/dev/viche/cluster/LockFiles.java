package dev.viche.cluster;

import dev.viche.storage.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On one machine: while a process lives it holds a lock on a file of its own in the data directory; the system takes the
 * lock away however the process ends, so others can tell, and no clock is asked.
 */
final class LockFiles implements Liveness {

    private static final String SUFFIX = ".lock";
    private static final Path PROC = Path.of("/proc");

    private final String id;
    private final Path directory;
    private final NetworkNamespace network = NetworkNamespace.current(PROC);
    private @Nullable FileChannel file;
    private @Nullable FileLock lock;

    /**
     * @param id the name of this process
     * @param dataDir the folder of the log
     */
    LockFiles(String id, Path dataDir) {
        this.id = id;
        this.directory = dataDir.resolve("instances");
    }

    @Override
    public synchronized void live(Runnable missed) {
        try {
            DataDirectory.prepare(directory);
            file = FileChannel.open(path(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = file.lock();
            file.write(ByteBuffer.wrap(network.name().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be written: " + directory.toAbsolutePath(), e);
        }
    }

    @Override
    public synchronized void die() {
        try {
            Files.deleteIfExists(path(id));
            if (lock != null) {
                lock.release();
            }
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isAlive(String other) {
        Path path = path(other);
        if (!Files.exists(path)) {
            return false;
        }
        try (FileChannel theirs = FileChannel.open(path, StandardOpenOption.WRITE);
                FileLock free = theirs.tryLock()) {
            return free == null;
        } catch (IOException e) {
            // Deleted between the two calls, by whoever buried it.
            return Files.exists(path);
        }
    }

    /** A process that says nothing of it counts as beside us. */
    @Override
    public boolean isBeside(String other) {
        Path path = path(other);
        try {
            return network.shares(new NetworkNamespace(Files.readString(path)));
        } catch (IOException e) {
            // Where locks are mandatory a living one's file cannot be read.
            return Files.exists(path);
        }
    }

    @Override
    public List<String> alive() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(other -> !other.equals(id) && isAlive(other))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forget(String other) {
        try {
            Files.deleteIfExists(path(other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String instance) {
        return directory.resolve(instance + SUFFIX);
    }
}
