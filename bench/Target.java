import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A server in a process of its own, started on a free port of the loopback and ended by its pid. */
final class Target implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration ORDER_PATIENCE = Duration.ofSeconds(15);
    private static final String JAVA = jdk("java");
    private static final String JCMD = jdk("jcmd");

    private final Process process;
    private final int port;
    private final Path folder;
    private final Thread hook;

    private Target(Path folder, int port, List<String> command, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.port = port;
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().putAll(settings);
        this.process = builder.start();
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The baseline. Compiled first: a compiler in its process would leave its memory there. */
    static Target relay(List<String> jvmOptions, Path folder) throws IOException {
        int port = freePort();
        Path classes = folder.resolve("classes");
        String source = Path.of("bench", "Relay.java").toString();
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        if (javac.run(System.out, System.err, "--source-path", "bench", "-d", classes.toString(), source) != 0) {
            throw new IOException("the relay does not compile");
        }
        return new Target(
                folder,
                port,
                command(jvmOptions, "-cp", classes.toString(), "Relay", Integer.toString(port)),
                Map.of());
    }

    /**
     * Viche as it is deployed, with an empty log. What the environment sets reaches it, but for the limits of one client,
     * which would stop a crowd that comes from one address.
     *
     * @param app the folder of {@code quarkus-run.jar}, or an executable, which no option of a JVM concerns
     */
    static Target viche(Path app, List<String> jvmOptions, Path folder) throws IOException {
        int port = freePort();
        return new Target(
                folder,
                port,
                Files.isDirectory(app)
                        ? command(
                                jvmOptions,
                                "-jar",
                                app.resolve("quarkus-run.jar").toString())
                        : List.of(app.toAbsolutePath().toString()),
                Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "VICHE_DATA_DIR", folder.resolve("data").toString(),
                        "VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000",
                        "VICHE_LIMITS_JOINS_PER_SECOND", "1000000",
                        "VICHE_LIMITS_CONNECTIONS_PER_ADDRESS", "1000000"));
    }

    private static List<String> command(List<String> jvmOptions, String... program) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(jvmOptions);
        command.addAll(List.of(program));
        return command;
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it takes connections. */
    Target started() throws IOException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return this;
            } catch (IOException _) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        close();
        throw new IOException("the server did not start; see " + folder.resolve("server.log"));
    }

    /** Bytes of its heap that are in use, all garbage collected. */
    long liveBytes() throws IOException {
        Path answer = folder.resolve("histogram.txt");
        Process jcmd = new ProcessBuilder(JCMD, Long.toString(pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        try {
            if (jcmd.waitFor(ORDER_PATIENCE.toSeconds(), TimeUnit.SECONDS) && jcmd.exitValue() == 0) {
                // Its last line: Total, instances, bytes.
                String total = Files.readAllLines(answer).getLast();
                return Long.parseLong(total.trim().split("\\s+")[2]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            jcmd.destroy();
        }
        throw new IOException("its heap could not be looked at; see " + answer);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it, and deletes what it stored; its log stays. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(ORDER_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        delete(folder.resolve("data"));
    }

    private static void delete(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
