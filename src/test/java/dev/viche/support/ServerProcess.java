package dev.viche.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The program as an operator runs it: a process of its own, on a free port of the loopback, that is ended by signals.
 * The property {@code program.under.test} is its command line; unset, it is the packaged one in the JVM of the tests.
 */
public final class ServerProcess implements AutoCloseable {

    /** How long anything may take on a busy machine before the test has failed. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^\\s:]+:(\\d+)");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private int port;

    /** What a health endpoint answered. */
    public record Health(int status, JsonNode body) {
        /** The check of that name; a missing node when it is not there. */
        public JsonNode check(String name) {
            return body.path("checks")
                    .valueStream()
                    .filter(check -> check.path("name").asText().equals(name))
                    .findFirst()
                    .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
        }
    }

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the program by its own command line and waits for nothing. */
    public static ServerProcess launch(Path folder, Map<String, String> settings, Path log) {
        return launch(List.of(), folder, settings, log);
    }

    /**
     * Starts the program and waits for nothing.
     *
     * @param within a command that becomes the program whose command line it is given; empty for none
     * @param folder where it is started; without a {@code .env}, which it would read
     * @param settings environment variables; none of ours are inherited
     * @param log gets what it prints
     */
    public static ServerProcess launch(List<String> within, Path folder, Map<String, String> settings, Path log) {
        return start(Stream.concat(within.stream(), program().stream()).toList(), folder, settings, log);
    }

    /** Starts that command line, which is or becomes a program of ours, and waits for nothing. */
    static ServerProcess start(List<String> line, Path folder, Map<String, String> settings, Path log) {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("VICHE_") || name.startsWith("QUARKUS_"));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.putAll(settings);
        try {
            Process process = builder.start();
            // Tests that are interrupted leave nothing behind either.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServerProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Is it packaged? ./mvnw verify does that first.", e);
        }
    }

    /** The command line of the program; its own arguments go behind. */
    public static List<String> program() {
        String given = System.getProperty("program.under.test");
        return given == null
                ? inJvm(Path.of("target", "quarkus-app", "quarkus-run.jar"))
                : List.of(given.trim().split("\\s+"));
    }

    /** The command line of that jar in the JVM of the tests. */
    static List<String> inJvm(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // Most of these lives last seconds: compiling for the long run would double their start.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toAbsolutePath().toString());
    }

    // ---- while it runs -----------------------------------------------------------------------------------------

    /** Waits until newcomers are let in. */
    public ServerProcess awaitReady() {
        await("readiness", () -> listens() && health("ready").status() == 200);
        return this;
    }

    /** Waits until it listens; of two on one port either may answer for readiness. */
    public ServerProcess awaitListening() {
        await("listening", this::listens);
        return this;
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError("It ended with %d: %s".formatted(process.exitValue(), log()));
        }
        Matcher listening = LISTENING.matcher(log());
        if (listening.find()) {
            port = Integer.parseInt(listening.group(1));
        }
        return port > 0;
    }

    /** Where it listens, once it is ready. */
    public int port() {
        return port;
    }

    /** What {@code /health/<kind>} answers now. */
    public Health health(String kind) {
        HttpResponse<String> answer = get("/health/" + kind);
        try {
            return new Health(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("health is no JSON", e);
        }
    }

    /** What {@code /metrics} tells now. */
    String meters() {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while asking " + path, e);
        }
    }

    /** All it has printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged as WARN or ERROR. */
    public List<String> complaints() {
        return log().lines()
                .filter(line -> line.matches("\\S+ \\S+ (WARN|ERROR|FATAL)\\b.*"))
                .toList();
    }

    // ---- its end -----------------------------------------------------------------------------------------------

    /** SIGKILL: it gets no chance to do anything. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM: it is asked to stop. */
    public void terminate() {
        process.destroy();
    }

    /** SIGINT: what Ctrl-C sends. */
    public void interrupt() {
        try {
            int code = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while sending a signal", e);
        }
    }

    /** Which process it is, to the system. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end and tells the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It did not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a process", e);
        }
    }

    /** Ends it if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    /** Waits for a condition; fails after {@link #PATIENCE}. */
    public static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_AGAIN)
                .until(condition);
    }
}
