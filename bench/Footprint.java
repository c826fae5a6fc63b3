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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the program costs before anyone has come: how long until it accepts a socket, and how much memory it has then.
 * The executable and the program in a JVM start in turn, so that the figures can be read as ratios.
 */
final class Footprint {

    private static final int STARTS = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);
    private static final Duration REST = Duration.ofSeconds(6);
    private static final Path FOLDER = Path.of("target", "bench", "footprint");

    private Footprint() {}

    /** One start: milliseconds until the first connection was accepted, KiB of memory some seconds later. */
    private record Start(double millis, long residentKib, long ownKib) {}

    private record Program(String name, List<String> command, List<Start> starts) {
        Program(String name, String... command) {
            this(name, List.of(command), new ArrayList<>());
        }
    }

    public static void main(String... args) throws IOException {
        Path executable = Path.of(args.length == 0 ? "target/viche" : args[0]).toAbsolutePath();
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        if (!Files.isExecutable(executable)) {
            System.err.printf("There is no executable %s; make native builds one.%n", executable);
            System.exit(2);
        }
        List<Program> programs = new ArrayList<>(List.of(new Program("executable", executable.toString())));
        if (Files.exists(jar)) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            programs.add(new Program("in a JVM", java, "--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
        } else {
            System.out.println("There is no target/quarkus-app to compare with; ./mvnw package makes it.");
        }
        delete(FOLDER);
        Files.createDirectories(FOLDER);
        // The first round of each makes its data directory, and brings the program into the page cache: not counted.
        for (int round = 0; round <= STARTS; round++) {
            for (Program program : programs) {
                Start start = start(program, FOLDER.resolve(program.name().replace(' ', '-')));
                if (round > 0) {
                    program.starts().add(start);
                }
            }
        }
        System.out.printf(
                "%nSize of the executable: %.1f MB. Medians of %d starts in turn, on a data directory that is there:%n%n",
                Files.size(executable) / 1e6, STARTS);
        System.out.printf("%-12s %26s %14s %20s%n", "", "first socket (least) ms", "RSS MiB", "of that its own MiB");
        for (Program program : programs) {
            System.out.printf(
                    "%-12s %18.0f (%.0f) %17.1f %20.1f%n",
                    program.name(),
                    median(program, Start::millis),
                    program.starts().stream().mapToDouble(Start::millis).min().orElseThrow(),
                    median(program, start -> start.residentKib() / 1024.0),
                    median(program, start -> start.ownKib() / 1024.0));
        }
    }

    private static double median(Program program, ToDoubleFunction<Start> figure) {
        double[] sorted = program.starts().stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Start start(Program program, Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VICHE_") || name.startsWith("QUARKUS_"));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            double millis = untilAccepted(process, port, begin);
            LockSupport.parkNanos(REST.toNanos());
            return new Start(millis, Proc.residentKib(process.pid()), Proc.anonymousKib(process.pid()));
        } finally {
            end(process);
        }
    }

    private static double untilAccepted(Process process, int port, long begin) throws IOException {
        while (process.isAlive() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return (System.nanoTime() - begin) / 1e6;
            } catch (IOException _) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
        throw new IOException("the server did not start; see " + FOLDER);
    }

    private static void end(Process process) throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the server did not stop; see " + FOLDER);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
