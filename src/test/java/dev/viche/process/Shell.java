package dev.viche.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The system's own commands, for what Java cannot do. */
final class Shell {

    private Shell() {}

    /** Runs a command that must work. */
    static void run(String... command) throws IOException {
        String failure = failure(command);
        if (failure != null) {
            throw new IOException(failure);
        }
    }

    /** Runs a command that not every machine allows; where it does not, the test is skipped and says why. */
    static void runOrSkip(String why, String... command) throws IOException {
        String failure = failure(command);
        Assumptions.assumeTrue(failure == null, () -> "Skipped: %s (%s).".formatted(why, failure));
    }

    private static @Nullable String failure(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return e.getMessage();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = Line.within(process.onExit()).exitValue();
        return code == 0 ? null : String.join(" ", command) + ": " + said;
    }
}
