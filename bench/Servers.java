import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One server, or several that serve one log; and the processes that work for them, such as a database.
 *
 * @param helpers who works for them, by name: the number of a process, whose children count as well
 */
record Servers(List<Target> all, Map<String, Long> helpers) implements AutoCloseable {

    static Servers of(Target one) {
        return new Servers(List.of(one), Map.of());
    }

    /** The one of a benchmark that measures one. */
    Target first() {
        return all.getFirst();
    }

    /** Where the member of that number goes: to each in turn, so that every room has members at all of them. */
    int port(int member) {
        return all.get(member % all.size()).port();
    }

    /** What all of them have used so far. */
    Proc.Cpu cpu() throws IOException {
        Proc.Cpu sum = new Proc.Cpu(0, 0);
        for (Target target : all) {
            sum = sum.plus(Proc.cpu(target.pid()));
        }
        return sum;
    }

    /** What each helper has used so far, in microseconds. */
    Map<String, Double> helpersCpu() throws IOException {
        Map<String, Double> used = new TreeMap<>();
        for (var helper : helpers.entrySet()) {
            used.put(helper.getKey(), Proc.familyCpu(helper.getValue()));
        }
        return used;
    }

    /** Ends the servers; the helpers are somebody else's. */
    @Override
    public void close() throws IOException {
        for (Target target : all) {
            target.close();
        }
    }
}
