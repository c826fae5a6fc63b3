package dev.viche.cli;

import dev.viche.probe.Outcome;
import dev.viche.probe.Probe;
import dev.viche.probe.ProbePlan;
import dev.viche.probe.Report;
import dev.viche.probe.ReportJson;
import dev.viche.probe.ReportTable;
import dev.viche.probe.ServerUrl;
import dev.viche.probe.Trust;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code viche probe}: members who talk through restarts of a server, and the judge of what they hear. */
@Command(
        name = "probe",
        description = {
            "Talk to a server through whatever restarts happen meanwhile, and tell whether anything was lost.",
            "Start it, deploy, and read its verdict. It has rooms of its own; what it says there stays in the log.",
            "Ctrl-C ends the talk early and judges what was said.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 passed; 1 failed; 2 the command line was not understood;",
            "3 not everyone could be brought in, so nothing was tried."
        })
final class ProbeCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int NOT_TRIED = 3;
    private static final int ID_LENGTH = 8;
    private static final int SEEDS = 100_000;
    private static final String STDOUT = "-";
    // Beyond the settling: coming to the verdict, hanging up, printing.
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    @Spec
    CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "A server, such as https://chat.example.org or http://localhost:8080; may be given several times.",
                "Members are spread over them and go to the next when one fails.",
                "Default: the one on this machine, at the port set in the environment or .env."
            })
    List<URI> urls = List.of();

    @Option(names = "--insecure", description = "Accept any certificate of the server.")
    boolean insecure;

    @Option(names = "--rooms", paramLabel = "N", defaultValue = "5", description = "Rooms (default: ${DEFAULT-VALUE}).")
    int rooms;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "20",
            description = "Members in each room (default: ${DEFAULT-VALUE}).")
    int members;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Messages a second, in all rooms together (default: ${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "How long they talk (default: ${DEFAULT-VALUE}). Let it outlast the last restart by 15 s.")
    Duration duration = Duration.ZERO;

    @Option(
            names = "--text-length",
            paramLabel = "N",
            defaultValue = "80",
            description = "Characters of a message (default: ${DEFAULT-VALUE}).")
    int textLength;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long the last messages may take to reach everyone (default: ${DEFAULT-VALUE}).")
    Duration settle = Duration.ZERO;

    @Option(
            names = "--join-rate",
            paramLabel = "N",
            defaultValue = "40",
            description = "Members who come in a second at the beginning (default: ${DEFAULT-VALUE}).")
    int joinRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Makes texts and speakers; the same seed, the same talk (default: a new one).")
    @Nullable
    Long seed;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures there as JSON; '-' for JSON instead of the table.")
    @Nullable
    Path json;

    @Override
    public Integer call() throws InterruptedException {
        // Java warns of what Netty would otherwise do at its start, and a probe can do without. An executable does not
        // warn, and Netty is put together with it there.
        if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
            System.setProperty("io.netty.noUnsafe", "true");
        }
        ProbePlan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        boolean table = json == null || !json.toString().equals(STDOUT);
        if (table) {
            out.print(ReportTable.heading(plan));
            out.flush();
        }
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        try (Probe probe = new Probe(plan, trust())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> cutShort(probe, exitCode), "viche-probe-stop"));
            int code = switch (probe.run()) {
                case Outcome.NotTried(String why) -> notTried(why);
                case Outcome.Judged(Report report) -> told(report, table);
            };
            exitCode.complete(code);
            return code;
        } finally {
            // Where it failed; no more than a formality where it did not.
            exitCode.complete(FAILED);
        }
    }

    private int notTried(String why) {
        spec.commandLine().getErr().println("Nothing was tried. " + why);
        return NOT_TRIED;
    }

    private int told(Report report, boolean table) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(table ? ReportTable.of(report) : ReportJson.of(report));
        out.flush();
        if (table && json != null) {
            try {
                Files.writeString(json, ReportJson.of(report));
            } catch (IOException e) {
                throw new CommandFailed("%s cannot be written (%s); the figures are above.".formatted(json, e), FAILED);
            }
        }
        return report.passed() ? 0 : FAILED;
    }

    /**
     * The JVM ends on SIGINT and SIGTERM once this hook has: time for the verdict. It would end with the signal's own
     * exit code, so the hook ends it first.
     */
    private void cutShort(Probe probe, CompletableFuture<Integer> exitCode) {
        if (exitCode.isDone()) {
            return;
        }
        probe.cutShort();
        try {
            int code = exitCode.get(settle.plus(LAST_WORDS).toMillis(), TimeUnit.MILLISECONDS);
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            spec.commandLine().getErr().println("The probe did not come to an end: " + e);
        }
    }

    private ProbePlan plan() {
        atLeastOne("--rooms", rooms);
        atLeastOne("--members", members);
        atLeastOne("--rate", rate);
        atLeastOne("--text-length", textLength);
        atLeastOne("--join-rate", joinRate);
        List<URI> given = urls.isEmpty() ? List.of(LocalServer.of(Settings.ofThisProcess())) : urls;
        try {
            return new ProbePlan(
                    id(),
                    given.stream().map(ServerUrl::of).toList(),
                    rooms,
                    members,
                    rate,
                    duration,
                    textLength,
                    settle,
                    joinRate,
                    seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), "%s is at least 1, not %d".formatted(option, value));
        }
    }

    private static String id() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(
                    Character.forDigit(ThreadLocalRandom.current().nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        return id.toString();
    }

    private Trust trust() {
        if (insecure || urls.isEmpty()) {
            return new Trust(AnyCertificate.context(), false);
        }
        try {
            return new Trust(SSLContext.getDefault(), true);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}
