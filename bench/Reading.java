import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What one run of one load against one server came to. */
record Reading(
        double messagesPerSecond,
        double deliveriesPerSecond,
        double cpuPerMessage,
        double cpuPerDelivery,
        double systemPerDelivery,
        double p50Millis,
        double p99Millis,
        double serverCores,
        double benchCores,
        double otherCores,
        Map<String, Double> helperPerMessage,
        Tally.Faults faults) {

    private static final long OURSELVES = ProcessHandle.current().pid();

    /**
     * Takes one reading.
     *
     * @param prefix of rooms that are new to the server
     */
    static Reading of(Load load, Servers servers, String prefix, Duration warmUp, Duration window) throws IOException {
        try (Crowd crowd = new Crowd(load)) {
            crowd.join(servers, prefix);
            crowd.speak();
            crowd.goOn(warmUp);
            Tally tally = crowd.tally();
            long start = System.nanoTime();
            Proc.Cpu server = servers.cpu();
            Map<String, Double> helpers = servers.helpersCpu();
            Proc.Cpu bench = Proc.cpu(OURSELVES);
            double machine = Proc.machineCpu();
            tally.open();
            crowd.goOn(window);
            tally.close();
            double micros = (System.nanoTime() - start) / 1e3;
            server = servers.cpu().minus(server);
            Map<String, Double> perMessage = new TreeMap<>(servers.helpersCpu());
            perMessage.replaceAll((name, used) -> (used - helpers.get(name)) / tally.messages());
            bench = Proc.cpu(OURSELVES).minus(bench);
            machine = Proc.machineCpu() - machine;
            long lost = crowd.land();
            return new Reading(
                    tally.messages() * 1e6 / micros,
                    tally.deliveries() * 1e6 / micros,
                    server.total() / tally.messages(),
                    server.total() / tally.deliveries(),
                    server.system() / tally.deliveries(),
                    tally.latency().percentile(0.5) / 1e6,
                    tally.latency().percentile(0.99) / 1e6,
                    server.total() / micros,
                    bench.total() / micros,
                    Math.max(0, machine - server.total() - bench.total()) / micros,
                    perMessage,
                    tally.faults(lost));
        }
    }
}
