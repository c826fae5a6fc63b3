package dev.viche.cli;

import dev.viche.storage.Engine;
import dev.viche.storage.SqliteVersion;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code viche version}: what this program is and what it runs on. */
@Command(
        name = "version",
        description = {"Show the version, the commit it was built from, and what it runs on.", ""},
        footer = {"", "Exit code: 0; 1 where SQLite cannot be loaded, as the server could not load it either."})
final class VersionCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(new BuiltProgram().line());
        out.println(runtime());
        if (Engine.built() == Engine.POSTGRESQL) {
            out.println("for PostgreSQL and Redis (the cluster flavour)");
            return 0;
        }
        try {
            out.println("SQLite " + SqliteVersion.read());
            return 0;
        } catch (SqliteVersion.NotLoaded e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private static String runtime() {
        // Set in an image by GraalVM, and by nobody else.
        boolean image = "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
        String java = "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor"));
        String system = "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
        return image
                ? "native executable of Java %s on %s".formatted(java, system)
                : "Java %s on %s".formatted(java, system);
    }
}
