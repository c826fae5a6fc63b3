package dev.viche.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine that judges one of our files. */
public final class Tool {

    private static final int LIMIT_SECONDS = 60;

    private final List<String> command;

    private Tool(List<String> command) {
        this.command = command;
    }

    /** How a program ended, and all that it wrote. */
    public record Ending(int exitCode, String output) {}

    /** The program of that name; where there is none the test is skipped, with a line that says so. */
    public static Tool orSkip(String name, String debianPackage) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!found) {
            System.out.printf("Skipped: %s is not installed (Debian: %s).%n", name, debianPackage);
        }
        assumeTrue(found, name + " is not installed");
        return new Tool(List.of(name));
    }

    /** A script of this project. */
    static Tool script(Path path) {
        return new Tool(List.of("sh", path.toAbsolutePath().toString()));
    }

    /** Runs it to its end, a minute at most. */
    public Ending run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /** Starts it; what it writes goes to that file. */
    Process start(Path output, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Runs it with those variables besides our own. */
    Ending run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile("viche-tool", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " did not end within a minute: " + Files.readString(output));
            }
            return new Ending(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
