package dev.viche.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Assumptions;

/** PostgreSQL's programs, unpacked from the archive of a library. */
final class PostgresPrograms {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();
    private static final int OWNER_MAY_EXECUTE = 0100;
    private static final boolean AS_ROOT = System.getProperty("user.name").equals("root");

    private PostgresPrograms() {}

    /** The command line of that one. PostgreSQL does not run as root: then it is another user in a namespace of its own. */
    static List<String> line(String name) throws IOException {
        List<String> line = new ArrayList<>();
        if (AS_ROOT) {
            line.addAll(List.of("unshare", "--user"));
        }
        line.add(unpacked().resolve("bin").resolve(name).toString());
        return line;
    }

    /** Skips the test where they do not. */
    static void assumeTheyRunHere() throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        boolean runs = linux && (!AS_ROOT || ended(new ProcessBuilder("unshare", "--user", "true")) == 0);
        if (!runs && System.getenv("VICHE_REQUIRE_CLUSTER") == null) {
            System.out.println(
                    "Skipped: PostgreSQL's programs need Linux on x86-64 and, as root, a namespace of users.");
            Assumptions.abort("PostgreSQL cannot be run here");
        }
    }

    private static synchronized Path unpacked() throws IOException {
        if (!Files.exists(PROGRAMS)) {
            Path parent = Files.createDirectories(PROGRAMS.getParent());
            // Whole or not at all, however this ends and whoever else is at it.
            Path folder = Files.createTempDirectory(parent, "postgresql-");
            unpackTo(folder);
            try {
                Files.move(folder, PROGRAMS, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(PROGRAMS)) {
                    throw e;
                }
            }
        }
        return PROGRAMS;
    }

    private static void unpackTo(Path folder) throws IOException {
        try (InputStream archive = PostgresPrograms.class.getResourceAsStream(ARCHIVE);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
                    Files.setPosixFilePermissions(path, permissions(executable));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    /** Runs that one to its end. */
    static void run(String name, String... arguments) throws IOException {
        List<String> line = line(name);
        line.addAll(List.of(arguments));
        Path said = Files.createTempFile("viche-postgres", ".txt");
        int code = ended(new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()));
        if (code != 0) {
            throw new AssertionError("%s ended with %d: %s".formatted(name, code, Files.readString(said)));
        }
        Files.delete(said);
    }

    private static int ended(ProcessBuilder builder) throws IOException {
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while making a database", e);
        }
    }
}
