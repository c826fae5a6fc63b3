package dev.viche.accounts;

import dev.viche.config.VicheConfig;
import dev.viche.storage.DataDirectory;
import dev.viche.storage.Engine;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of access tokens: the newest signs, and that and the one before are good. They are given by the environment,
 * or lie in a file of the data directory that only its owner may read, made when the first token is; not in the
 * database, so that a copy of it can sign nothing. Every process on the log reads the same file.
 */
@Singleton
// An instance that has none does not begin, rather than fail whoever logs in.
@Startup(SigningKeys.BEFORE_THE_LOG)
class SigningKeys {

    /** What is not set is told before a database is waited for. */
    static final int BEFORE_THE_LOG = 1;

    static final String FILE = "signing-keys";

    private static final int KEPT = 2;
    private static final long REREAD_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<SigningKey> given;
    private final Path directory;
    private final Duration rotation;
    private final InstantSource clock;
    private List<SigningKey> keys = List.of();
    private long lastRead = System.nanoTime() - REREAD_NANOS;

    SigningKeys(VicheConfig config, Engine engine, InstantSource clock) {
        this.given = config.auth().signingKeys().orElse(List.of()).stream()
                .map(SigningKeys::given)
                .toList();
        // The one instance of someone who develops shares it with nobody.
        boolean alone = engine == Engine.SQLITE || LaunchMode.current() == LaunchMode.DEVELOPMENT;
        if (given.isEmpty() && !alone) {
            throw new UnusableSetting(
                    "VICHE_AUTH_SIGNING_KEYS is not set, and all instances need the same; make one with: openssl rand -base64 32");
        }
        this.directory = config.dataDir();
        this.rotation = config.auth().keyRotation();
        this.clock = clock;
    }

    private static SigningKey given(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length < SigningKey.SHORTEST) {
            throw new UnusableSetting(
                    "VICHE_AUTH_SIGNING_KEYS must be base64 of at least 32 bytes each; make one with: openssl rand -base64 32");
        }
        return SigningKey.of(bytes, Instant.EPOCH);
    }

    /** The key that signs. Made, or followed by another, when it is time. Waits for the disk then. */
    synchronized SigningKey newest() {
        if (!given.isEmpty()) {
            return given.getFirst();
        }
        if (isDue(keys)) {
            renew();
        }
        return keys.getFirst();
    }

    /** The key of that id; null when it is none of the two. Waits for the disk at most once a second. */
    synchronized @Nullable SigningKey find(@Nullable String id) {
        if (!given.isEmpty()) {
            return in(given, id);
        }
        SigningKey known = in(keys, id);
        if (known == null && System.nanoTime() - lastRead >= REREAD_NANOS) {
            keys = read();
            known = in(keys, id);
        }
        return known;
    }

    private static @Nullable SigningKey in(List<SigningKey> keys, @Nullable String id) {
        Optional<SigningKey> found =
                keys.stream().filter(key -> key.id().equals(id)).findFirst();
        return found.orElse(null);
    }

    private boolean isDue(List<SigningKey> present) {
        return present.isEmpty()
                || (rotation.isPositive()
                        && present.getFirst().made().plus(rotation).isBefore(clock.instant()));
    }

    /** Under a lock, since a second process may find that it is time at the same moment. */
    private void renew() {
        DataDirectory.prepare(directory);
        try (FileChannel file = FileChannel.open(
                        directory.resolve(FILE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assert lock.isValid();
            List<SigningKey> present = read();
            if (isDue(present)) {
                byte[] bytes = new byte[SigningKey.SHORTEST];
                new SecureRandom().nextBytes(bytes);
                List<SigningKey> renewed = new ArrayList<>(KEPT);
                renewed.add(SigningKey.of(
                        bytes, Instant.ofEpochSecond(clock.instant().getEpochSecond())));
                present.stream().limit(KEPT - 1L).forEach(renewed::add);
                write(renewed);
                present = List.copyOf(renewed);
            }
            keys = present;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key of access tokens cannot be written to " + directory.toAbsolutePath(), e);
        }
    }

    private List<SigningKey> read() {
        lastRead = System.nanoTime();
        Path file = directory.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(SigningKeys::key).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The key of access tokens cannot be read: " + file.toAbsolutePath(), e);
        }
    }

    private static SigningKey key(String line) {
        String[] parts = line.split(" ", -1);
        return SigningKey.of(Base64.getDecoder().decode(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[0])));
    }

    private void write(List<SigningKey> renewed) throws IOException {
        List<String> lines = renewed.stream()
                .map(key -> key.made().getEpochSecond() + " "
                        + Base64.getEncoder().encodeToString(key.key().getEncoded()))
                .toList();
        Path fresh = directory.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, lines);
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
