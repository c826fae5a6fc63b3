package dev.viche.cli;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code viche health}: asks a server how it is, for those who have no curl. */
@Command(
        name = "health",
        description = {
            "Ask a server how it is, in one line and an exit code: for containers and scripts.",
            "Asks the one on this machine, at the port set in the environment or .env, unless --url names another.",
            ""
        },
        footer = {"", "Exit code: 0 it is; 1 it is not, or did not answer."})
final class HealthCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @ArgGroup
    @Nullable
    Question question;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server to ask, such as https://chat.example.org or http://localhost:8080.")
    @Nullable
    URI url;

    @Option(names = "--insecure", description = "Accept any certificate of the server.")
    boolean insecure;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "How long the whole answer may take (default: ${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofSeconds(3);

    /** One of three. */
    static final class Question {
        @Option(names = "--ready", description = "Does it let newcomers in? Asked without another question.")
        boolean ready;

        @Option(names = "--live", description = "Does the process answer? True also while it drains.")
        boolean live;

        @Option(names = "--started", description = "Has its start come to an end?")
        boolean started;

        String path() {
            return live ? "live" : started ? "started" : "ready";
        }
    }

    @Override
    public Integer call() {
        URI server = url == null ? LocalServer.of(Settings.ofThisProcess()) : url;
        boolean local = url == null;
        HealthAnswer answer =
                HealthAnswer.ask(server, question == null ? "ready" : question.path(), timeout, insecure || local);
        spec.commandLine().getOut().println(answer.line());
        return answer.healthy() ? 0 : 1;
    }
}
