package dev.viche.cli;

import dev.viche.backup.Export;
import dev.viche.backup.ExportFile;
import dev.viche.backup.LogStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code viche export}: the log as lines of JSON. */
@Command(
        name = "export",
        description = {
            "Write the log as lines of JSON, for another database or another program, whether the server runs or not.",
            ""
        },
        footer = {
            "",
            "The file holds every message and, unless told otherwise, the key of all resume tokens and the hashes of",
            "passwords: keep it closed.",
            "Exit code: 0 all of it is in the file; 1 there is no file."
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "A new file, compressed if its name ends in .gz; or - for the standard output.")
    String file = "";

    @Option(
            names = "--without-secrets",
            description = {
                "Leave out the key of resume tokens and the hashes of passwords: where this is imported guests come back"
                        + " as new people, and nobody logs in with a password."
            })
    boolean withoutSecrets;

    @Override
    public Integer call() throws IOException {
        LogStore log = Settings.ofThisProcess().log();
        if (file.equals("-")) {
            // Nothing else goes to where the lines go.
            var _ = ExportFile.print(log, !withoutSecrets);
            return 0;
        }
        Export.Counts counts = ExportFile.write(Path.of(file), log, !withoutSecrets);
        spec.commandLine()
                .getOut()
                .printf(
                        "Exported to %s: %d accounts, %d rooms, %d memberships, %d messages, edits and deletions.%n",
                        file, counts.accounts(), counts.rooms(), counts.memberships(), counts.messages());
        return 0;
    }
}
