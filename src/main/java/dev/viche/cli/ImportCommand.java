package dev.viche.cli;

import dev.viche.backup.Export;
import dev.viche.backup.ExportFile;
import dev.viche.backup.LogStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code viche import}: a log of lines of JSON. */
@Command(
        name = "import",
        description = {
            "Make a log of what 'viche export' wrote, in a data directory without one, or in the cluster flavour in a"
                    + " database without one. The server has to be stopped.",
            "It keeps epoch and sequence numbers: clients resume in it as in the one before.",
            ""
        },
        footer = {
            "",
            "Run it as the user of the server: what it makes belongs to whoever runs it.",
            "Exit code: 0 all of it is the log now; 1 nothing was changed."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The export, compressed or not; or - for the standard input.")
    String file = "";

    @Override
    public Integer call() throws IOException {
        LogStore log = Settings.ofThisProcess().log();
        Export.Counts counts =
                file.equals("-") ? ExportFile.readFrom(System.in, log) : ExportFile.read(Path.of(file), log);
        spec.commandLine()
                .getOut()
                .printf(
                        "Imported to %s: %d accounts, %d rooms, %d memberships, %d messages, edits and deletions.%n",
                        log, counts.accounts(), counts.rooms(), counts.memberships(), counts.messages());
        return 0;
    }
}
