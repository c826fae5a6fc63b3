package dev.viche.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program. Without arguments it is the server; its other commands run without one: no port is opened, no data
 * directory made, Quarkus not started.
 */
@QuarkusMain
@Command(
        name = "viche",
        description = {"A real-time chat-room server.", "Without a command it serves.", ""},
        subcommands = {
            ServeCommand.class,
            HealthCommand.class,
            ProbeCommand.class,
            AdminCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            EpochCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            VersionCommand.class
        },
        versionProvider = BuiltProgram.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Settings are environment variables, also read from .env in the folder it is started in.",
            "'viche COMMAND --help' explains one command."
        })
public final class Viche implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    Viche() {}

    /** Runs a command, without one the server, until its end. */
    public static void main(String... args) {
        if (args.length == 0) {
            Server.run();
        } else {
            System.exit(Commands.line().execute(args));
        }
    }

    @Override
    public Integer call() {
        return Server.run();
    }
}
