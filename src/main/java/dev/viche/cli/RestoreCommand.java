package dev.viche.cli;

import dev.viche.backup.Backups;
import dev.viche.backup.Restore;
import dev.viche.config.VicheConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code viche restore}: a backup becomes the log. */
@Command(
        name = "restore",
        description = {
            "Make a backup the log of the data directory. The server has to be stopped.",
            "The backup is checked before anything is changed, and gets a new epoch: clients that know of later entries"
                    + " are sent the newest page instead of resuming into the wrong place.",
            ""
        },
        footer = {
            "",
            "Run it as the user of the server: what it makes belongs to whoever runs it.",
            "Exit code: 0 the backup is the log now; 1 nothing was changed."
        })
final class RestoreCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "BACKUP",
            description = "A backup's file, compressed or not; or the name of one that 'viche backup --list' shows; or"
                    + " 'latest'.")
    String backup = "";

    @Option(
            names = "--force",
            description = "Where there is a log already, put it aside, into a folder 'before-...' beside it.")
    boolean force;

    @Option(names = "--void-tokens", description = "Make all resume tokens void: guests come back as new people.")
    boolean voidTokens;

    @Override
    public Integer call() throws IOException {
        VicheConfig config = Settings.ofThisProcess().ofOneFile().viche();
        InstantSource clock = InstantSource.system();
        Restore restore = new Restore(config.dataDir(), Backups.of(config, clock), clock);
        Restore.Restored restored = restore.from(backup, force, voidTokens);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Restored %s to %s: %d rooms, %d entries; the epoch is %s now.%n",
                backup,
                config.dataDir().toAbsolutePath().normalize(),
                restored.log().rooms(),
                restored.log().entries(),
                restored.log().epoch());
        if (restored.before() != null) {
            out.printf(
                    "The log before it is in %s.%n",
                    restored.before().toAbsolutePath().normalize());
        }
        return 0;
    }
}
