package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of the loopback, which keeps nothing: its program comes from a library. */
public final class RedisServer implements AutoCloseable {

    /** What one of those that want a password is told; no word that a text would hold by chance. */
    public static final String PASSWORD = "redis-7e41aa";

    private static final int SOON_MILLIS = 1000;
    private static final Path PROGRAM = Path.of("target", "redis").toAbsolutePath();

    private final Daemon daemon;
    private final int port;

    private RedisServer(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** Starts one and waits until it answers. The folder gets its log. */
    public static RedisServer start(Path folder) {
        try {
            return start(folder, program(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that wants the password, and speaks TLS on a port besides. */
    public static RedisServer startTls(Path folder, int port, Certificate certificate) {
        try {
            return start(
                    folder,
                    program(),
                    List.of(
                            "--requirepass",
                            PASSWORD,
                            "--tls-port",
                            String.valueOf(port),
                            "--tls-cert-file",
                            certificate.chain().toString(),
                            "--tls-key-file",
                            certificate.key().toString(),
                            "--tls-ca-cert-file",
                            certificate.authority().toString(),
                            "--tls-auth-clients",
                            "no"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that is a whole Redis cluster, of the program of that name: sharded channels came with Redis 7. */
    public static RedisServer startCluster(Path folder, String program) {
        RedisServer server = start(
                folder,
                program,
                // Its members' port is the clients' and 10,000 unless it is told, and may be taken.
                List.of("--cluster-enabled", "yes", "--cluster-port", String.valueOf(Ports.free())));
        if (!"+OK".equals(server.tell("CLUSTER ADDSLOTSRANGE 0 16383"))) {
            throw new AssertionError(program + " is no Redis of version 7 or later");
        }
        ServerProcess.await("Redis", () -> server.tell("SPUBLISH any news").startsWith(":"));
        return server;
    }

    /** Starts one that follows the master and can take its place; waits until it has all of it. */
    public static RedisServer startReplica(Path folder, RedisServer master) {
        try {
            RedisServer replica = start(
                    folder,
                    program(),
                    List.of(
                            "--replicaof",
                            "127.0.0.1",
                            String.valueOf(master.port()),
                            "--repl-diskless-sync-delay",
                            "0"));
            var _ = master.tell("SET any thing");
            ServerProcess.await("the replica", () -> ":1".equals(master.tell("WAIT 1 100")));
            return replica;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that watches a master under that name, and with the others of two or more finds it a successor. */
    public static RedisServer startSentinel(Path folder, String name, RedisServer master) {
        try {
            Path config = Files.createDirectories(folder).resolve("sentinel.conf");
            Files.writeString(config, """
                    sentinel monitor %1$s 127.0.0.1 %2$d 2
                    sentinel down-after-milliseconds %1$s 1000
                    sentinel failover-timeout %1$s 3000
                    """.formatted(name, master.port()));
            int port = Ports.free();
            List<String> line = List.of(
                    program(),
                    config.toAbsolutePath().toString(),
                    "--port",
                    String.valueOf(port),
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    folder.toAbsolutePath().toString(),
                    "--sentinel");
            RedisServer sentinel = new RedisServer(new Daemon(line, folder.resolve("sentinel.log")), port);
            sentinel.start();
            return sentinel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until all of them know that one replica and two more sentinels are there. */
    public static void awaitAcquainted(List<RedisServer> sentinels, String name) {
        sentinels.forEach(sentinel -> ServerProcess.await(
                "sentinels",
                () -> "*1".equals(sentinel.tell("SENTINEL replicas " + name))
                        && "*2".equals(sentinel.tell("SENTINEL sentinels " + name))));
    }

    /** Has these want the password from now on, of each other and of their sentinels, too. */
    public static void lock(List<RedisServer> servers, List<RedisServer> sentinels, String name) {
        sentinels.forEach(sentinel -> sentinel.tell("SENTINEL SET %s auth-pass %s".formatted(name, PASSWORD)));
        servers.forEach(server -> server.tell("CONFIG SET masterauth " + PASSWORD));
        servers.forEach(server -> server.tell("CONFIG SET requirepass " + PASSWORD));
    }

    private static RedisServer start(Path folder, String program, List<String> options) {
        try {
            int port = Ports.free();
            Path log = Files.createDirectories(folder).resolve("redis.log");
            List<String> line = new ArrayList<>(List.of(
                    program,
                    "--port",
                    String.valueOf(port),
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    folder.toAbsolutePath().toString(),
                    "--save",
                    "",
                    "--appendonly",
                    "no"));
            line.addAll(options);
            RedisServer server = new RedisServer(new Daemon(line, log), port);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized String program() throws IOException {
        Files.createDirectories(PROGRAM);
        return ExecutableProvider.newJarResourceProvider(PROGRAM.toFile()).get().getAbsolutePath();
    }

    /** Where it is, for a client. */
    public String url() {
        return url(port);
    }

    /** As {@link #url}, by way of that port. */
    public static String url(int port) {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Says a command of plain words to it, and tells the first line of the answer. */
    public String tell(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SOON_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new java.io.BufferedReader(
                            new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what happens to it ------------------------------------------------------------------------------------

    /** Starts it again, and waits until it answers. */
    public void start() {
        daemon.start(this::answers);
    }

    private boolean answers() {
        try {
            String answer = tell("PING");
            return answer.equals("+PONG") || answer.startsWith("-NOAUTH");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** SIGKILL. */
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
