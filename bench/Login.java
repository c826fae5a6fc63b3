import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Whether the time of a login tells that a name exists: wrong passwords for a name that does and for names that do not, in
 * random turns, one after another. Two samples of the existing name show what difference chance alone makes.
 */
final class Login {

    private static final int WARM_UP = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String known = "known-" + Long.toString(System.nanoTime(), 36);

    private Login(URI server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 1) {
            System.err.println("java bench/Login.java URL [LOGINS], with the server's limits raised:");
            System.err.println("  VICHE_AUTH_LOGINS_PER_MINUTE=100000 VICHE_AUTH_PASSWORDS_PER_MINUTE=100000");
            System.exit(2);
        }
        new Login(URI.create(args[0])).run(args.length > 1 ? Integer.parseInt(args[1]) : 300);
    }

    private void run(int count) throws IOException, InterruptedException {
        post("accounts", known, 201);
        for (int i = 0; i < WARM_UP; i++) {
            wrong(known);
            wrong("nobody-" + i);
        }
        List<List<Double>> samples = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> names = List.of("existing", "existing, again", "unknown");
        RandomGenerator random = RandomGenerator.getDefault();
        while (samples.stream().anyMatch(sample -> sample.size() < count)) {
            int which = random.nextInt(samples.size());
            if (samples.get(which).size() < count) {
                samples.get(which).add(wrong(which < 2 ? known : "nobody-" + random.nextLong()));
            }
        }
        System.out.println("name               p10 ms  p50 ms  p90 ms");
        for (int i = 0; i < samples.size(); i++) {
            List<Double> sorted = samples.get(i).stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "%-17s %7.2f %7.2f %7.2f%n",
                    names.get(i),
                    at(sorted, 0.1),
                    at(sorted, 0.5),
                    at(sorted, 0.9));
        }
        System.out.printf(
                Locale.ROOT,
                "chance that the slower of two is the existing one: %.3f; of two existing ones, the first: %.3f; 0.5 tells"
                        + " nothing, %.3f is within noise%n",
                slower(samples.get(0), samples.get(2)),
                slower(samples.get(0), samples.get(1)),
                0.5 + 1.96 / Math.sqrt(6.0 * count));
    }

    private double wrong(String name) throws IOException, InterruptedException {
        long start = System.nanoTime();
        post("logins", name, 401);
        return (System.nanoTime() - start) / 1e6;
    }

    private void post(String resource, String name, int expected) throws IOException, InterruptedException {
        String password = expected == 201 ? "right horse battery" : "wrong horse battery";
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.resolve("/api/v1/" + resource))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(resource + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) (part * (sorted.size() - 1)));
    }

    /** How often one of the first is slower than one of the second: the Mann-Whitney statistic, as a share. */
    private static double slower(List<Double> first, List<Double> second) {
        double wins = 0;
        for (double a : first) {
            for (double b : second) {
                wins += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return wins / ((double) first.size() * second.size());
    }
}
