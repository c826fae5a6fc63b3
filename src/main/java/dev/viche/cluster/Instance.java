package dev.viche.cluster;

import dev.viche.config.VicheConfig;
import dev.viche.storage.DataDirectory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This process among those that serve the log. While it lives it holds a lock on a file of its own in the data
 * directory; the system takes the lock away however the process ends, so others can tell, and no clock is asked.
 */
@Singleton
public class Instance {

    private static final String SUFFIX = ".lock";
    private static final Path PROC = Path.of("/proc");

    private final String id = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    private final Path directory;
    private final NetworkNamespace network = NetworkNamespace.current(PROC);
    private @Nullable FileChannel file;
    private @Nullable FileLock lock;

    Instance(VicheConfig config) {
        this.directory = config.dataDir().resolve("instances");
    }

    /** Names this process, anew at each start. */
    public String id() {
        return id;
    }

    /** Shows the others that this process lives. */
    public synchronized void live() {
        try {
            DataDirectory.prepare(directory);
            file = FileChannel.open(path(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = file.lock();
            file.write(ByteBuffer.wrap(network.name().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be written: " + directory.toAbsolutePath(), e);
        }
    }

    /** Shows the others that this process is gone. */
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

    /** Whether another process lives. */
    boolean isAlive(String other) {
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

    /** Whether a port of another process is the same port here. A process that says nothing of it counts as beside us. */
    boolean isBeside(String other) {
        Path path = path(other);
        try {
            return network.shares(new NetworkNamespace(Files.readString(path)));
        } catch (IOException e) {
            // Where locks are mandatory a living one's file cannot be read.
            return Files.exists(path);
        }
    }

    /** The other processes that live, those included that have not announced themselves yet. */
    List<String> alive() {
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

    /** Nothing is left of a process that is gone. */
    void forget(String other) {
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
