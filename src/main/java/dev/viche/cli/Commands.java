package dev.viche.cli;

import dev.viche.backup.BackupFailed;
import dev.viche.storage.UnusableDataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command line is read, and what is said when it cannot be: one line on stderr, and exit code 2. */
final class Commands {

    private static final int HELP_WIDTH = 100;

    private Commands() {}

    static CommandLine line() {
        return new CommandLine(new Viche())
                .registerConverter(Duration.class, Durations::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler((mistake, _) -> refused(mistake))
                .setExecutionExceptionHandler(Commands::failed);
    }

    private static int refused(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        String sentence = String.valueOf(mistake.getMessage()).replaceFirst("^Error: ", "");
        err.println(sentence.endsWith(".") ? sentence : sentence + ".");
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.printf(
                "'%s --help' shows what there is.%n", command.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, @Nullable ParseResult given) throws Exception {
        if (failure instanceof CommandFailed known) {
            command.getErr().println(known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof BackupFailed || failure instanceof UnusableDataDirectory) {
            command.getErr().println(failure.getMessage());
            return 1;
        }
        if (failure instanceof IOException broken) {
            command.getErr().printf("Reading or writing failed: %s%n", broken);
            return 1;
        }
        // A bug: its stack trace is what tells, and picocli prints it.
        throw failure;
    }
}
