package dev.viche.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people: a number to a line, and a verdict. */
public final class ReportTable {

    private static final int NAMES = 3;

    private final StringBuilder text = new StringBuilder();

    private ReportTable() {}

    /** What a probe says before it begins. */
    public static String heading(ProbePlan plan) {
        return String.format(
                Locale.ROOT,
                "Probe %s: %,d rooms x %,d members, %,d messages/s for %s, seed %d%nat %s%n",
                plan.id(),
                plan.rooms(),
                plan.members(),
                plan.rate(),
                written(plan.duration()),
                plan.seed(),
                plan.servers().stream().map(ServerUrl::toString).collect(Collectors.joining(", ")));
    }

    /** The figures and the verdict. */
    public static String of(Report report) {
        ReportTable table = new ReportTable();
        if (report.messages().said() < report.plan().messages()) {
            table.text.append("The talk was cut short after %s.%n%n"
                    .formatted(written(Duration.ofMillis(report.talkedMillis()))));
        }
        table.messages(report.messages());
        table.deliveries(report.deliveries());
        table.people(report.people());
        table.connections(report.connections());
        table.verdict(report);
        return table.text.toString();
    }

    private void messages(Report.Messages messages) {
        section("Messages");
        line("said", messages.said(), "");
        line("acknowledged", messages.acknowledged().count(), times(messages.acknowledged()));
        line("unanswered", messages.unanswered(), "");
        line("refused for good", messages.refusedForGood(), "");
        line("sent again", messages.sentAgain(), "");
    }

    private void deliveries(Report.Deliveries deliveries) {
        section("Deliveries");
        line("received", deliveries.received(), String.format(Locale.ROOT, "of %,d", deliveries.expected()));
        line("lost", deliveries.lost(), "");
        line("taken back", deliveries.takenBack(), "");
        line("doubled", deliveries.doubled(), "");
        line("out of order", deliveries.outOfOrder(), "");
        line("altered", deliveries.altered(), "");
    }

    private void people(Report.People people) {
        section("People");
        line("seen leaving", people.seenLeaving().size(), names(people.seenLeaving()));
        line("seen joining again", people.seenJoiningAgain().size(), names(people.seenJoiningAgain()));
        text.append(String.format(
                Locale.ROOT,
                "  %-20s %,9d ms%s%n",
                "longest silence",
                people.longestSilenceMillis(),
                people.silent().isEmpty() ? "" : "   " + people.silent()));
    }

    private void connections(Report.Connections connections) {
        section("Connections");
        line("reconnects", connections.reconnects().count(), times(connections.reconnects()));
        line("made before break", connections.madeBeforeBreak(), "");
        line("not resumed", connections.notResumed(), "");
        line("closed by the server", connections.closed());
        line("not opened", connections.notOpened());
        line("frames refused", connections.framesRefused());
        line("told to stay away", connections.stayedAway());
    }

    private void verdict(Report report) {
        text.append(String.format("%n"));
        if (report.passed()) {
            text.append("PASSED: nothing lost, doubled or out of order, and nobody seen leaving.");
        } else {
            text.append("FAILED: ").append(String.join(", ", report.faults())).append('.');
        }
        text.append(String.format("%n"));
    }

    private void section(String name) {
        text.append(String.format("%n%s%n", name));
    }

    private void line(String name, Map<String, Long> counts) {
        String kinds = counts.entrySet().stream()
                .map(kind -> String.format(Locale.ROOT, "%s: %,d", kind.getKey(), kind.getValue()))
                .collect(Collectors.joining(", "));
        line(name, Report.sum(counts), kinds);
    }

    private void line(String name, long count, String more) {
        text.append(String.format(Locale.ROOT, "  %-20s %,12d%s%n", name, count, more.isEmpty() ? "" : "   " + more));
    }

    private static String times(Report.Times times) {
        return times.count() == 0
                ? ""
                : "p50 %s, p99 %s, max %s".formatted(millis(times.p50()), millis(times.p99()), millis(times.max()));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String names(Collection<String> names) {
        return names.stream().limit(NAMES).collect(Collectors.joining(", ")) + (names.size() > NAMES ? ", …" : "");
    }

    private static String written(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
