/** What is counted in one run: faults from its beginning to its end, the rest only while its window is open. */
final class Tally {

    private final Histogram latency = new Histogram();
    private boolean open;
    private long deliveries;
    private long messages;
    private long doubled;
    private long reordered;
    private long strange;
    private String strangest = "";

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    void delivered() {
        deliveries += open ? 1 : 0;
    }

    void done() {
        messages += open ? 1 : 0;
    }

    void took(long nanos) {
        if (open) {
            latency.add(nanos);
        }
    }

    void doubled() {
        doubled++;
    }

    void reordered() {
        reordered++;
    }

    /** Something that has no place in a benchmark: an error, a close, an unknown frame. The first one is shown. */
    void strange(String what) {
        if (strange++ == 0) {
            strangest = what;
        }
    }

    Histogram latency() {
        return latency;
    }

    long deliveries() {
        return deliveries;
    }

    long messages() {
        return messages;
    }

    Faults faults(long lost) {
        return new Faults(lost, doubled, reordered, strange, strangest);
    }

    /** What must not be. */
    record Faults(long lost, long doubled, long reordered, long strange, String first) {
        boolean any() {
            return lost + doubled + reordered + strange > 0;
        }

        @Override
        public String toString() {
            String all = "lost %d, doubled %d, reordered %d".formatted(lost, doubled, reordered);
            return strange == 0 ? all : all + ", strange %d, the first: %s".formatted(strange, first);
        }
    }
}
