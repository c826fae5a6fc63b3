package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL with one empty database, on a free port of the loopback. */
public final class PostgresServer implements AutoCloseable {

    /** Who owns the database. */
    public static final String USER = "viche";

    /** With what; no word that a text would hold by chance. */
    public static final String PASSWORD = "pg-0f3b9c";

    private static final String DATABASE = "postgres";
    private static final String STANDBY = "standby";

    private final Path data;
    private final Daemon daemon;
    private final int port;

    private PostgresServer(Path folder, String... options) throws IOException {
        this.data = data(folder);
        this.port = Ports.free();
        List<String> line = PostgresPrograms.line("postgres");
        line.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-h", "127.0.0.1", "-k", ""));
        line.addAll(List.of(options));
        this.daemon = new Daemon(line, folder.resolve("postgres.log"));
    }

    /** Makes databases in that folder, starts the server and waits until it answers; skips the test where it cannot run. */
    public static PostgresServer start(Path folder) {
        return begin(folder);
    }

    /** Starts one that speaks TLS as well, to whoever asks for it. */
    public static PostgresServer start(Path folder, Certificate certificate) {
        return begin(
                folder,
                "-c",
                "ssl=on",
                "-c",
                "ssl_cert_file=" + certificate.chain(),
                "-c",
                "ssl_key_file=" + certificate.key());
    }

    private static PostgresServer begin(Path folder, String... options) {
        try {
            PostgresPrograms.assumeTheyRunHere();
            Path password = Files.writeString(Files.createDirectories(folder).resolve("password"), PASSWORD);
            PostgresPrograms.run(
                    "initdb",
                    "--pgdata=" + data(folder),
                    "--username=" + USER,
                    "--pwfile=" + password.toAbsolutePath(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync");
            PostgresServer server = new PostgresServer(folder, options);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one on a copy of this one's data, for which this one is stopped and started again: from then on nothing is
     * committed here that is not there.
     */
    public PostgresServer startStandby(Path folder) {
        try {
            stop();
            copy(data, data(folder));
            Files.createFile(data(folder).resolve("standby.signal"));
            String primary = "host=127.0.0.1 port=%d user=%s password=%s application_name=%s"
                    .formatted(port, USER, PASSWORD, STANDBY);
            PostgresServer standby = new PostgresServer(folder, "-c", "primary_conninfo=" + primary);
            start();
            standby.start();
            tell("alter system set synchronous_standby_names = '%s'".formatted(STANDBY));
            tell("select pg_reload_conf()");
            ServerProcess.await("the standby", this::hasStandby);
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private boolean hasStandby() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select from pg_stat_replication where sync_state = 'sync'")) {
            return row.next();
        }
    }

    /** Makes a standby the one that takes writes, and waits until it does. */
    public void promote() {
        tell("select pg_promote()");
    }

    private void tell(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static Path data(Path folder) {
        return folder.toAbsolutePath().resolve("data");
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
}
