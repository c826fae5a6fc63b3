package dev.viche.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL with one empty database, on a free port of the loopback: the programs come from a library. */
public final class PostgresServer implements AutoCloseable {

    /** Who owns the database. */
    public static final String USER = "viche";

    /** With what; no word that a text would hold by chance. */
    public static final String PASSWORD = "pg-0f3b9c";

    private static final String DATABASE = "postgres";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();
    private static final int OWNER_MAY_EXECUTE = 0100;
    private static final boolean AS_ROOT = System.getProperty("user.name").equals("root");

    private final Daemon daemon;
    private final int port;

    private PostgresServer(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** Makes databases in that folder, starts the server and waits until it answers; skips the test where it cannot run. */
    public static PostgresServer start(Path folder) {
        try {
            assumeItRunsHere();
            Path data = folder.toAbsolutePath().resolve("data");
            Path password = Files.writeString(Files.createDirectories(folder).resolve("password"), PASSWORD);
            run(
                    program("initdb"),
                    "--pgdata=" + data,
                    "--username=" + USER,
                    "--pwfile=" + password.toAbsolutePath(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync");
            int port = Ports.free();
            List<String> line = program("postgres");
            line.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-h", "127.0.0.1", "-k", ""));
            PostgresServer server = new PostgresServer(new Daemon(line, folder.resolve("postgres.log")), port);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, for JDBC. */
    public String url() {
        return url(port);
    }

    /** As {@link #url}, by way of that port. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    public int port() {
        return port;
    }

    /** A connection of the test's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    // ---- what happens to it ------------------------------------------------------------------------------------

    /** Starts it again, on what it left, and waits until it answers. */
    public void start() {
        ServerProcess.await("PostgreSQL", () -> {
            if (!daemon.isAlive()) {
                // After a kill it may find its own shared memory still in use, and ends.
                daemon.start();
            }
            return answers();
        });
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Asks it to stop without waiting for its clients: "fast shutdown". */
    public void stop() {
        daemon.stop("INT");
    }

    /** SIGKILL, to all its processes. */
    public void kill() {
        daemon.kill();
    }

    /** It does nothing until it is thawed, and its connections stay. */
    public void freeze() {
        daemon.freeze();
    }

    public void thaw() {
        daemon.thaw();
    }

    @Override
    public void close() {
        daemon.close();
    }

    // ---- its programs ------------------------------------------------------------------------------------------

    /** The command line of one of them. PostgreSQL does not run as root: then it is another user in a namespace of its own. */
    private static List<String> program(String name) throws IOException {
        List<String> line = new ArrayList<>();
        if (AS_ROOT) {
            line.addAll(List.of("unshare", "--user"));
        }
        line.add(unpacked().resolve("bin").resolve(name).toString());
        return line;
    }

    private static void assumeItRunsHere() throws IOException {
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
        try (InputStream archive = PostgresServer.class.getResourceAsStream(ARCHIVE);
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

    private static void run(List<String> program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(program);
        line.addAll(List.of(arguments));
        Path said = Files.createTempFile("viche-postgres", ".txt");
        int code = ended(new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()));
        if (code != 0) {
            throw new AssertionError("%s ended with %d: %s".formatted(program, code, Files.readString(said)));
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
