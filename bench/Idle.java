import java.io.IOException;
import java.time.Duration;

/**
 * What connections cost that say nothing.
 *
 * @param heapKib what each adds to the heap, garbage collected
 * @param otherKib what each adds to the process outside the heap
 * @param cores processor time the server spends on all of them, heartbeats and pings included
 */
record Idle(double heapKib, double otherKib, double cores, Tally.Faults faults) {

    static final Load LOAD =
            new Load("idle", "2,000 connections in rooms of 10, silent", 200, 10, 1, 0, Load.Done.DELIVERED);

    /** A heap that is resident from the start: what a process grows by is then outside of it. */
    static final String[] HEAP = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"};

    /** Joins that are not measured come first: they load the classes and fill the pools that the first of all pay for. */
    private static final Load BEFORE = new Load("before", "", 100, 10, 1, 0, Load.Done.DELIVERED);

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final double KIB = 1024;

    /** Takes one reading of a server that has done nothing yet and has that {@link #HEAP}. */
    static Idle of(Servers servers, Duration window) throws IOException {
        Target target = servers.first();
        try (Crowd first = new Crowd(BEFORE)) {
            first.join(servers, "before-");
            first.goOn(SETTLE);
        }
        long heap = target.liveBytes();
        long process = Proc.residentKib(target.pid());
        try (Crowd crowd = new Crowd(LOAD)) {
            crowd.join(servers, "idle-");
            crowd.goOn(SETTLE);
            Proc.Cpu cpu = Proc.cpu(target.pid());
            long start = System.nanoTime();
            crowd.goOn(window);
            double micros = (System.nanoTime() - start) / 1e3;
            cpu = Proc.cpu(target.pid()).minus(cpu);
            process = Proc.residentKib(target.pid()) - process;
            heap = target.liveBytes() - heap;
            return new Idle(
                    heap / KIB / LOAD.connections(),
                    (double) process / LOAD.connections(),
                    cpu.total() / micros,
                    crowd.tally().faults(0));
        }
    }
}
