package dev.viche.process;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of the packaged program with a command, which ends by itself or by a signal. */
final class Run implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private Run(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param folder where it is started; gets what it prints
     * @param settings environment variables; none of ours are inherited
     */
    static Run start(Path folder, Map<String, String> settings, String... arguments) {
        return start(ServerProcess.program(), folder, settings, arguments);
    }

    /** As {@link #start(Path, Map, String...)}, of the program of that command line. */
    static Run start(List<String> program, Path folder, Map<String, String> settings, String... arguments) {
        List<String> line = new ArrayList<>(program);
        line.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "run-", ".out");
            Path err = Files.createTempFile(folder, "run-", ".err");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("VICHE_") || name.startsWith("QUARKUS_"));
            environment.putAll(settings);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Run(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("Is it packaged? ./mvnw verify does that first.", e);
        }
    }

    /** Waits for its end and tells the exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(ServerProcess.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
                throw new AssertionError("It did not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a process", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
