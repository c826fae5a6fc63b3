package dev.viche.cli;

import dev.viche.backup.Backups;
import dev.viche.backup.LogSummary;
import dev.viche.backup.Restore;
import dev.viche.config.VicheConfig;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code viche new-epoch}: for a log that another program put back. */
@Command(
        name = "new-epoch",
        description = {
            "Give the log of the data directory a new epoch, after another program than 'viche restore' put it back.",
            "Without one, clients that know of later entries would resume into the wrong place. The server has to be"
                    + " stopped.",
            ""
        },
        footer = {"", "Exit code: 0 it has one, and the log was checked; 1 nothing was changed."})
final class EpochCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--void-tokens", description = "Make all resume tokens void: guests come back as new people.")
    boolean voidTokens;

    @Override
    public Integer call() throws IOException {
        VicheConfig config = Settings.ofThisProcess().viche();
        InstantSource clock = InstantSource.system();
        LogSummary log = new Restore(config.dataDir(), Backups.of(config, clock), clock).newEpoch(voidTokens);
        spec.commandLine()
                .getOut()
                .printf(
                        "The epoch of the log in %s is %s now: %d rooms, %d entries.%n",
                        config.dataDir().toAbsolutePath().normalize(), log.epoch(), log.rooms(), log.entries());
        return 0;
    }
}
