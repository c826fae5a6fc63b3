import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints medians of all rounds, and how they compare with the baseline's, which is the first contender. */
final class Report {

    /** @param compared whether its ratio to the baseline says something */
    private record Column<R>(String title, String format, boolean compared, ToDoubleFunction<R> value) {}

    private static final List<Column<Reading>> LOADED = List.of(
            new Column<>("messages/s", "%,.0f", true, Reading::messagesPerSecond),
            new Column<>("deliveries/s", "%,.0f", true, Reading::deliveriesPerSecond),
            new Column<>("µs/message", "%.2f", true, Reading::cpuPerMessage),
            new Column<>("µs/delivery", "%.2f", true, Reading::cpuPerDelivery),
            new Column<>("in kernel", "%.2f", false, Reading::systemPerDelivery),
            new Column<>("p50 ms", "%.2f", false, Reading::p50Millis),
            new Column<>("p99 ms", "%.2f", false, Reading::p99Millis),
            new Column<>("cores", "%.2f", false, Reading::serverCores),
            new Column<>("bench", "%.2f", false, Reading::benchCores),
            new Column<>("others", "%.2f", false, Reading::otherCores));

    private static final List<Column<Idle>> IDLE = List.of(
            new Column<>("heap KiB", "%.1f", false, Idle::heapKib),
            new Column<>("other KiB", "%.1f", false, Idle::otherKib),
            new Column<>("cores", "%.3f", false, Idle::cores));

    private static final int WIDTH = 14;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void loaded(Load load, Map<String, List<Reading>> readings) {
        List<Column<Reading>> columns = new ArrayList<>(LOADED);
        readings.values().stream()
                .flatMap(List::stream)
                .flatMap(reading -> reading.helperPerMessage().keySet().stream())
                .distinct()
                .sorted()
                .forEach(helper -> columns.add(new Column<>(
                        helper,
                        "%.1f",
                        false,
                        reading -> reading.helperPerMessage().getOrDefault(helper, 0.0))));
        table(load, columns, readings);
        readings.forEach((name, all) ->
                all.stream().map(Reading::faults).filter(Tally.Faults::any).forEach(faults -> faults(name, faults)));
    }

    void idle(Map<String, List<Idle>> readings) {
        table(Idle.LOAD, IDLE, readings);
        readings.forEach((name, all) ->
                all.stream().map(Idle::faults).filter(Tally.Faults::any).forEach(faults -> faults(name, faults)));
    }

    private void faults(String name, Tally.Faults faults) {
        out.printf("  FAULT   %s: %s%n", name, faults);
    }

    private <R> void table(Load load, List<Column<R>> columns, Map<String, List<R>> readings) {
        out.printf("%n%s: %s%n", load.name(), load.what());
        StringBuilder titles = new StringBuilder(" ".repeat(12));
        columns.forEach(column -> titles.append(padded(column.title())));
        out.println(titles);
        List<R> baseline = readings.values().iterator().next();
        readings.forEach((name, all) -> {
            StringBuilder figures = new StringBuilder("  %-10s".formatted(name));
            StringBuilder ratios = new StringBuilder("  %-10s".formatted(""));
            for (Column<R> column : columns) {
                double median = median(all, column.value());
                figures.append(padded(String.format(Locale.ROOT, column.format(), median)));
                ratios.append(padded(column.compared() ? ratio(median, median(baseline, column.value())) : ""));
            }
            out.println(figures);
            if (all != baseline) {
                out.println(ratios);
            }
        });
    }

    private static String ratio(double value, double baseline) {
        return baseline == 0 ? "" : String.format(Locale.ROOT, "x %.2f", value / baseline);
    }

    private static String padded(String text) {
        return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
    }

    private static <R> double median(List<R> readings, ToDoubleFunction<R> value) {
        double[] sorted = readings.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
