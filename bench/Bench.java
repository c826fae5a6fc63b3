import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a message costs, beside a baseline that is measured in turn with it: {@code make bench}.
 * README.md says how to read what it prints.
 */
final class Bench {

    private final Options options;
    private final List<Contender> contenders;
    private final Map<Load, Map<String, List<Reading>>> loaded = new LinkedHashMap<>();
    private final Map<String, List<Idle>> idle = new LinkedHashMap<>();

    private Bench(Options options) {
        this.options = options;
        this.contenders = Contender.of(options);
    }

    static void main(String[] args) throws IOException {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        boolean faultless = new Bench(options).run();
        System.exit(faultless ? 0 : 1);
    }

    private boolean run() throws IOException {
        Files.createDirectories(options.folder());
        System.out.printf(
                "%d cores, JVM %s, %s %s; %d rounds of %d s after %d s of warm-up, medians%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                options.rounds(),
                options.window().toSeconds(),
                options.warmUp().toSeconds());
        System.out.printf(
                "reference: one loopback send %.2f µs of CPU, one 4 KiB commit to this disk %.2f ms%n",
                Reference.send(), Reference.commit(options.folder()));
        for (int round = 1; round <= options.rounds(); round++) {
            Path folder = options.folder().resolve("round-" + round);
            loads(folder, round);
            if (options.asksFor(Idle.LOAD)) {
                idle(folder.resolve("idle"));
            }
            // Nobody is always first.
            Collections.rotate(contenders, 1);
        }
        return report();
    }

    private void loads(Path folder, int round) throws IOException {
        List<Load> loads = Load.ALL.stream().filter(options::asksFor).toList();
        if (!options.instances().isEmpty()) {
            // One after the other: they have one Redis, and would hear each other.
            for (Contender contender : contenders) {
                try (Servers servers = contender.start(folder)) {
                    for (Load load : loads) {
                        measure(load, contender, servers, round);
                    }
                }
            }
            return;
        }
        Map<Contender, Servers> targets = new LinkedHashMap<>();
        try {
            for (Contender contender : contenders) {
                targets.put(contender, contender.start(folder));
            }
            for (Load load : loads) {
                for (Contender contender : contenders) {
                    measure(load, contender, targets.get(contender), round);
                }
            }
        } finally {
            for (Servers target : targets.values()) {
                target.close();
            }
        }
    }

    private void measure(Load load, Contender contender, Servers servers, int round) throws IOException {
        String rooms =
                "%s-%d-%s-".formatted(load.name(), round, contender.name().replace(' ', '-'));
        Reading reading = Reading.of(load, servers, rooms, options.warmUp(), options.window());
        System.err.printf(
                "round %d, %s, %s: %.2f µs/delivery, %,.0f messages/s%n",
                round, load.name(), contender.name(), reading.cpuPerDelivery(), reading.messagesPerSecond());
        loaded.computeIfAbsent(load, _ -> new LinkedHashMap<>())
                .computeIfAbsent(contender.name(), _ -> new ArrayList<>())
                .add(reading);
    }

    /** Each in a fresh process: memory that a load has left behind would hide what connections take. */
    private void idle(Path folder) throws IOException {
        for (Contender contender : contenders) {
            try (Servers target = contender.start(folder, Idle.HEAP)) {
                idle.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(Idle.of(target, options.window()));
            }
        }
    }

    private boolean report() {
        Report report = new Report(System.out);
        loaded.forEach(report::loaded);
        if (!idle.isEmpty()) {
            report.idle(idle);
        }
        boolean faults = loaded.values().stream()
                        .flatMap(each -> each.values().stream())
                        .flatMap(List::stream)
                        .anyMatch(reading -> reading.faults().any())
                || idle.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(reading -> reading.faults().any());
        System.out.println(faults ? "\nFAULTS: see above." : "\nlost, doubled, reordered: none, in all of them");
        return !faults;
    }
}
