import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param cases names of loads
 * @param app the program under test: the folder of a build, or an executable
 * @param against another build of it, measured in turn with it
 * @param jvmOptions for both of them
 * @param folder for logs and data, on the disk that is to be measured
 * @param instances of the cluster flavour, how many there are in each run; empty for the program of one process
 * @param helpers processes that work for the instances, by name
 */
record Options(
        List<String> cases,
        Duration window,
        Duration warmUp,
        int rounds,
        Path app,
        Optional<Path> against,
        List<String> jvmOptions,
        Path folder,
        List<Integer> instances,
        Map<String, Long> helpers) {

    static final String USAGE = """
            java bench/Bench.java [option=value ...]   from the project's folder, on Linux, with JDK 25 or newer
              cases=durable,fan-out,small-rooms,idle   what is measured
              seconds=5             length of a measured window, 1 to 600; below 4 the kernel's clock is too coarse
              warm-up=8             seconds before each window, 0 to 600
              rounds=3              times each case is run, 1 to 100; each round starts its servers anew
              app=target/quarkus-app     the program under test: that folder of a build, or an executable
              against=PATH          another build of it, measured in turn with it
              jvm='OPTIONS'         for the JVM of both
              folder=target/bench   logs and data, on the disk that is to be measured
              instances=1,2,3       app is the cluster flavour, and runs are of so many instances on the database and the
                                    Redis that the environment names; make bench-cluster does it all
              helpers=NAME:PID,...  whose processor time is told per message as well
            """;

    private static final List<String> CASES = Stream.concat(Load.ALL.stream(), Stream.of(Idle.LOAD))
            .map(Load::name)
            .toList();

    private static final Map<String, String> DEFAULTS = Map.of(
            "cases", String.join(",", CASES),
            "seconds", "5",
            "warm-up", "8",
            "rounds", "3",
            "app", "target/quarkus-app",
            "against", "",
            "jvm", "",
            "folder", "target/bench",
            "instances", "",
            "helpers", "");

    /** @throws IllegalArgumentException in one sentence, when they cannot be read */
    static Options of(String[] args) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (String arg : args) {
            String[] parts = arg.split("=", 2);
            if (parts.length < 2 || given.replace(parts[0], parts[1]) == null) {
                throw new IllegalArgumentException("There is no option '%s'.".formatted(arg));
            }
        }
        List<String> cases = List.of(given.get("cases").split(","));
        if (!CASES.containsAll(cases)) {
            throw new IllegalArgumentException("The cases are %s.".formatted(String.join(", ", CASES)));
        }
        return new Options(
                cases,
                Duration.ofSeconds(number(given, "seconds", 1, 600)),
                Duration.ofSeconds(number(given, "warm-up", 0, 600)),
                number(given, "rounds", 1, 100),
                Path.of(given.get("app")),
                Optional.of(given.get("against"))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of),
                Stream.of(given.get("jvm").split(" "))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                Path.of(given.get("folder")),
                words(given, "instances").map(Integer::valueOf).toList(),
                words(given, "helpers")
                        .map(word -> word.split(":", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> Long.valueOf(parts[1]))));
    }

    private static Stream<String> words(Map<String, String> given, String option) {
        return Stream.of(given.get(option).split(",")).filter(word -> !word.isEmpty());
    }

    private static int number(Map<String, String> given, String option, int least, int most) {
        try {
            int number = Integer.parseInt(given.get(option));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, like a number out of range.
        }
        throw new IllegalArgumentException("%s is a number from %d to %d.".formatted(option, least, most));
    }

    boolean asksFor(Load load) {
        return cases.contains(load.name());
    }
}
