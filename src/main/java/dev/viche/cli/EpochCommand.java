package dev.viche.cli;

import dev.viche.backup.LogStore;
import dev.viche.backup.LogSummary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code viche new-epoch}: for a log that another program put back. */
@Command(
        name = "new-epoch",
        description = {
            "Give the log a new epoch, after another program than 'viche restore' put it back.",
            "Without one, clients that know of later entries would resume into the wrong place. The server has to be"
                    + " stopped, and in the cluster flavour every instance.",
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
        LogStore store = Settings.ofThisProcess().log();
        LogSummary log = store.newEpoch(voidTokens);
        spec.commandLine()
                .getOut()
                .printf(
                        "The epoch of the log in %s is %s now: %d rooms, %d entries.%n",
                        store, log.epoch(), log.rooms(), log.entries());
        return 0;
    }
}
