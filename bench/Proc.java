import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel knows of a process and of the machine. Linux only. */
final class Proc {

    /** The kernel counts processors' time for us in these, whatever its own clock is (USER_HZ). */
    private static final long TICKS_PER_SECOND = 100;

    private static final double MICROS_PER_TICK = 1e6 / TICKS_PER_SECOND;

    private Proc() {}

    /** Processor time in microseconds, in steps of 10,000. */
    record Cpu(double user, double system) {
        double total() {
            return user + system;
        }

        Cpu plus(Cpu more) {
            return new Cpu(user + more.user, system + more.system);
        }

        Cpu minus(Cpu earlier) {
            return new Cpu(user - earlier.user, system - earlier.system);
        }
    }

    /** What that process has used so far, with all its threads. */
    static Cpu cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the program's name in parentheses and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new Cpu(Long.parseLong(fields[11]) * MICROS_PER_TICK, Long.parseLong(fields[12]) * MICROS_PER_TICK);
    }

    /** What that process and its children have used so far, those that have ended included; microseconds. */
    static double familyCpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double used = cpu(pid).total() + (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MICROS_PER_TICK;
        for (ProcessHandle child :
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            try {
                used += cpu(child.pid()).total();
            } catch (IOException _) {
                // Ended meanwhile: what it used is its parent's next time.
            }
        }
        return used;
    }

    /** What all processes of the machine together have used, in microseconds; idle and stolen time left out. */
    static double machineCpu() throws IOException {
        String all = Files.readAllLines(Path.of("/proc/stat")).getFirst();
        String[] fields = all.trim().split(" +");
        double ticks = 0;
        for (int i = 1; i < fields.length && i <= 7; i++) {
            boolean idle = i == 4 || i == 5;
            ticks += idle ? 0 : Long.parseLong(fields[i]);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Memory of that process that is in the machine's memory, in KiB. */
    static long residentKib(long pid) throws IOException {
        return statusKib(pid, "VmRSS:");
    }

    /** The part of it that no file holds as well, so that the kernel cannot take it back. */
    static long anonymousKib(long pid) throws IOException {
        return statusKib(pid, "RssAnon:");
    }

    private static long statusKib(long pid, String figure) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(figure)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("process " + pid + " has no memory: it has ended");
    }
}
