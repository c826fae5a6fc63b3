package dev.viche.storage;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself: machine code in a file of its own, since a program cannot run it from within. Left alone, the driver
 * unpacks it into the temporary folder at each start. A hardened machine lets nothing be written there, or nothing be
 * run; and a killed process leaves its copy behind. So it is taken from beside the program, where a package puts it, else
 * from the data directory, which is writable or the server is of no use.
 */
public final class SqliteLibrary {

    /** The driver's own settings: in which folder the library is, and where the driver would unpack it. */
    private static final String FOLDER = "org.sqlite.lib.path";

    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /** Looks for the library beside the program only; where it is not there the driver unpacks it as it always does. */
    static void preferPackaged() {
        Path folder = besideProgram();
        if (System.getProperty(FOLDER) == null && folder != null) {
            System.setProperty(FOLDER, folder.toString());
        }
    }

    /**
     * Makes the database usable, once in a program and before its first connection. A folder given to the driver by
     * {@code -Dorg.sqlite.lib.path} counts. In tests and in development class loaders come and go, and a library belongs
     * to one: there the driver unpacks a copy for each.
     *
     * @throws UnusableDataDirectory when the library can be loaded from nowhere
     */
    public static void load(Path dataDir) {
        if (LaunchMode.current() != LaunchMode.NORMAL || System.getProperty(FOLDER) != null) {
            return;
        }
        Path beside = besideProgram();
        byte[] packed = beside == null ? packed() : null;
        if (beside == null && packed == null) {
            return;
        }
        Path folder = beside == null ? dataDir.toAbsolutePath() : beside;
        try {
            if (packed != null) {
                place(folder, packed);
            }
            System.setProperty(FOLDER, folder.toString());
            // Where the library in that folder cannot be run, the driver's last attempt is to unpack one here.
            System.setProperty(TEMPORARY, folder.toString());
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new UnusableDataDirectory(
                    "The SQLite library cannot be loaded (%s); put %s beside the program, or allow execution in the data directory %s."
                            .formatted(e.getMessage(), name(), dataDir.toAbsolutePath()),
                    e);
        }
    }

    /** The library this program was built with; null where the driver has none for this system. */
    private static byte @Nullable [] packed() {
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(folder() + "/" + name())) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the program is damaged: its SQLite library cannot be read", e);
        }
    }

    /**
     * Where the driver's jar has it. To know which C library a system has the driver starts a program, which costs a
     * server's start a tenth; an executable is of one kind and knows.
     */
    private static String folder() {
        if (ImageMode.current() != ImageMode.NATIVE_RUN) {
            return LibraryLoaderUtil.getNativeLibResourcePath();
        }
        String architecture = System.getProperty("os.arch");
        return "/org/sqlite/native/Linux/" + (architecture.equals("amd64") ? "x86_64" : architecture);
    }

    private static @Nullable Path besideProgram() {
        return ProcessHandle.current()
                .info()
                .command()
                .map(command -> Path.of(command).toAbsolutePath().getParent())
                .filter(folder -> Files.exists(folder.resolve(name())))
                .orElse(null);
    }

    /**
     * Sees that the folder has this very library. A file that differs is replaced as a whole, never written to: another
     * process may be running it.
     */
    static void place(Path folder, byte[] packed) throws IOException {
        Path library = folder.resolve(name());
        if (!Files.exists(library) || !Arrays.equals(Files.readAllBytes(library), packed)) {
            Path copy = Files.createTempFile(folder, name(), null);
            try {
                Files.write(copy, packed);
                Files.move(copy, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static String name() {
        return LibraryLoaderUtil.getNativeLibName();
    }
}
