/** Durations in nanoseconds, each kept to within 3 %. */
final class Histogram {

    /** Steps within one power of two. */
    private static final int STEPS = 32;

    private static final int SHIFT = 5;

    private final long[] counts = new long[(Long.SIZE - SHIFT) * STEPS];
    private long total;

    void add(long nanos) {
        counts[place(Math.max(nanos, 0))]++;
        total++;
    }

    /** The duration that this share of all durations does not exceed; 0 when there are none. */
    long percentile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length && rank > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return value(i);
            }
        }
        return 0;
    }

    private static int place(long nanos) {
        int power = Long.SIZE - Long.numberOfLeadingZeros(nanos | STEPS - 1) - SHIFT;
        return power * STEPS + (int) (nanos >> Math.max(power - 1, 0)) - (power > 0 ? STEPS : 0);
    }

    private static long value(int place) {
        int power = place / STEPS;
        int step = place % STEPS;
        return power == 0 ? step : (long) (STEPS + step) << power - 1;
    }
}
