package dev.viche.cli;

import dev.viche.accounts.AdminMaking;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.storage.Engine;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code viche admin create}: makes an admin's account in the log of this folder, beside a running server or without. */
@Command(
        name = "create",
        description = {
            "Make the account of an admin, in the database that a server started here would use.",
            "It asks for the password. The server may be running, and has to have been started once.",
            ""
        },
        footer = {"", "Exit code: 0 it is made; 1 it could not be; 2 the command line was not understood."})
final class AdminCreateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "USERNAME", description = "What the admin is called.")
    String username = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from the first line of a file, such as /dev/stdin, instead of asking.")
    @Nullable
    Path passwordFile;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Settings.ofThisProcess();
        try {
            if (settings.engine() == Engine.SQLITE) {
                isThere(file(settings));
            }
            Name name = Name.ofPerson("USERNAME", username);
            make(settings, name, password());
            spec.commandLine().getOut().printf("%s is an admin now.%n", name.value());
            return 0;
        } catch (FrameRefused refused) {
            throw new CommandFailed(refused.detail(), 1);
        }
    }

    private static Path file(Settings settings) {
        return settings.viche().dataDir().resolve("viche.db");
    }

    private static void isThere(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailed(
                    "There is no database at %s; start the server once, or set VICHE_DATA_DIR as it has it."
                            .formatted(file.toAbsolutePath()),
                    1);
        }
    }

    private static void make(Settings settings, Name name, String password) {
        try (Connection connection = open(settings)) {
            if (!AdminMaking.make(connection, name, password)) {
                throw new CommandFailed(
                        "%s is the name of an account, or looks like one; choose another.".formatted(name.value()), 1);
            }
        } catch (SQLException e) {
            throw new CommandFailed(
                    "The database cannot be written (%s); is it of this version, and may this user write to it?"
                            .formatted(e.getMessage()),
                    1);
        }
    }

    private static Connection open(Settings settings) throws SQLException {
        return switch (settings.engine()) {
            case SQLITE ->
                JDBC.createConnection(
                        "jdbc:sqlite:%s?transaction_mode=IMMEDIATE&foreign_keys=on&busy_timeout=5000&synchronous=FULL"
                                .formatted(file(settings)),
                        new Properties());
            case POSTGRESQL -> settings.database().open();
        };
    }

    private String password() {
        if (passwordFile != null) {
            try (BufferedReader file = Files.newBufferedReader(passwordFile)) {
                String line = file.readLine();
                return line == null ? "" : line;
            } catch (IOException e) {
                throw new CommandFailed("The password's file cannot be read (%s).".formatted(e), 1);
            }
        }
        Console console = Objects.requireNonNull(System.console());
        if (!console.isTerminal()) {
            throw new CommandFailed("There is no terminal to ask for the password; use --password-file.", 1);
        }
        String password = new String(console.readPassword("Password: "));
        if (!password.equals(new String(console.readPassword("Once more: ")))) {
            throw new CommandFailed("These are two different passwords; nothing was made.", 1);
        }
        return password;
    }
}
