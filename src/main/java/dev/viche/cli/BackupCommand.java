package dev.viche.cli;

import dev.viche.backup.Backups;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code viche backup}: a copy of the log, now; or what copies there are. */
@Command(
        name = "backup",
        description = {
            "Make a backup of the log now, whether the server runs or not.",
            "It goes where VICHE_BACKUP_DIRECTORY and VICHE_BACKUP_S3_... say (without either: to 'backups' in the data"
                    + " directory), and those that need not be kept any more are deleted there.",
            ""
        },
        footer = {
            "",
            "Run it as the user of the server: what it makes belongs to whoever runs it.",
            "Exit code: 0 the backup is checked and in every place; 1 it is not."
        })
final class BackupCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @ArgGroup
    @Nullable
    Wish wish;

    /** One of two. */
    static final class Wish {
        @Option(
                names = "--to",
                paramLabel = "PATH",
                description = "Put it there instead: into a folder that is there, or into a new file.")
        @Nullable
        Path to;

        @Option(
                names = {"-l", "--list"},
                description = "Make none; show those that are kept, newest first.")
        boolean list;
    }

    @Override
    public Integer call() throws IOException {
        Backups backups = Backups.of(Settings.ofThisProcess().ofOneFile().viche(), InstantSource.system());
        PrintWriter out = spec.commandLine().getOut();
        if (wish != null && wish.list) {
            print(backups.list(), out);
            return 0;
        }
        Backups.Made made = wish == null || wish.to == null ? backups.make() : backups.makeTo(wish.to);
        out.printf(
                "Backup %s is in %s: %d rooms, %d entries, %d bytes, %d ms.%n",
                made.name(),
                String.join(" and in ", made.places()),
                made.log().rooms(),
                made.log().entries(),
                made.size(),
                made.took().toMillis());
        return 0;
    }

    private static void print(List<Backups.Kept> kept, PrintWriter out) {
        if (kept.isEmpty()) {
            out.println("There is no backup yet.");
        }
        kept.forEach(one -> out.printf(
                "%s  %12d bytes  %s%n", one.backup().name(), one.backup().size(), one.place()));
    }
}
