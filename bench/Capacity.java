import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a crowd needs: {@code java bench/Capacity.java connections=1000000}. Arithmetic on the figures of RESULTS.md, which
 * are the defaults here, and a simulation of how rooms spread over instances, which decides what the bus carries.
 * docs/capacity.md tells how to read it.
 */
final class Capacity {

    private static final String USAGE = """
            java bench/Capacity.java [option=value ...]
              connections=100000    people who are connected
              members=20            of a room, each person in one
              minutes=2             between two messages of one person, each connected all the time
              cores=4               of an instance
              busy=0.5              part of them that is used at the most: the rest is for peaks and for a lost instance
              most=50000            connections of an instance (VICHE_LIMITS_CONNECTIONS)
              delivery=9.0          µs of an instance for each delivery: at a low rate each is a send of its own
              message=40            µs of the instance that writes a message
              news=80               µs of each other instance that hears of it, and what its deliveries cost more for that
              postgres=100          µs of PostgreSQL for each message
              redis=3.0             µs of Redis for each message, whoever hears it
              hearing=2.0           and for each instance that hears it
              connection=16         KiB for each connection
              log=480               bytes of the log for each message, indexes included
            """;

    private static final int ROOMS_TRIED = 20_000;
    private static final double SECONDS_PER_DAY = 86_400;

    private final Map<String, Double> given;

    private Capacity(Map<String, Double> given) {
        this.given = given;
    }

    static void main(String[] args) {
        Map<String, Double> options = new HashMap<>();
        USAGE.lines().filter(line -> line.contains("=")).skip(1).forEach(line -> {
            String[] parts = line.strip().split("\\s+")[0].split("=");
            options.put(parts[0], Double.valueOf(parts[1]));
        });
        for (String arg : args) {
            String[] parts = arg.split("=", 2);
            if (parts.length < 2 || !options.containsKey(parts[0]) || !parts[1].matches("\\d+(\\.\\d+)?")) {
                System.err.println("There is no option '%s'.\n\n%s".formatted(arg, USAGE));
                System.exit(2);
            }
            options.put(parts[0], Double.valueOf(parts[1]));
        }
        new Capacity(options).print();
    }

    private double of(String option) {
        return given.get(option);
    }

    private void print() {
        double connections = of("connections");
        double messages = connections / of("minutes") / 60;
        double deliveries = messages * of("members");
        int instances = instances(messages, deliveries);
        double hearing = spread(instances, (int) of("members"));
        line("messages", messages, "a second");
        line("deliveries", deliveries, "a second");
        line("instances", instances, "of " + (int) of("cores") + " cores");
        line("connections of each", connections / instances, "");
        line("deliveries of each", deliveries / instances, "a second");
        line("memory of each for them", connections / instances * of("connection") / 1024 / 1024, "GiB");
        line("cores of all, deliveries", deliveries * of("delivery") / 1e6, "");
        line("cores of all, messages", messages * of("message") / 1e6, "");
        line("cores of all, the bus", messages * (hearing - 1) * of("news") / 1e6, "");
        line("instances with a member of a room", hearing, "by simulation");
        line("  by arithmetic", expected(instances, (int) of("members")), "");
        line("cores of PostgreSQL", messages * of("postgres") / 1e6, "");
        line("its log grows by", messages * of("log") * SECONDS_PER_DAY / 1e9, "GB a day");
        line("cores of Redis", messages * (of("redis") + hearing * of("hearing")) / 1e6, "one node has one");
    }

    /** As few as hold the connections and have the cores; more instances hear more, so it is looked for from below. */
    private int instances(double messages, double deliveries) {
        for (int n = (int) Math.ceil(of("connections") / of("most")); ; n++) {
            double hearing = expected(n, (int) of("members"));
            double cores =
                    (deliveries * of("delivery") + messages * (of("message") + (hearing - 1) * of("news"))) / 1e6;
            if (cores <= n * of("cores") * of("busy")) {
                return n;
            }
        }
    }

    /** Members go to instances by chance: how many instances have at least one of them. */
    private static double expected(int instances, int members) {
        return instances * (1 - Math.pow(1 - 1.0 / instances, members));
    }

    /** The same by trying. */
    private static double spread(int instances, int members) {
        SplittableRandom chance = new SplittableRandom(1);
        long found = 0;
        for (int room = 0; room < ROOMS_TRIED; room++) {
            boolean[] has = new boolean[instances];
            for (int member = 0; member < members; member++) {
                int instance = chance.nextInt(instances);
                found += has[instance] ? 0 : 1;
                has[instance] = true;
            }
        }
        return (double) found / ROOMS_TRIED;
    }

    private static void line(String what, double value, String unit) {
        String number = value < 10 ? "%.2f" : "%,.0f";
        System.out.printf("%-36s %14s %s%n", what, String.format(Locale.ROOT, number, value), unit);
    }
}
