package dev.viche.probe;

import java.util.Map;
import java.util.TreeMap;

/** Places of a log that one member has not heard though it heard later ones: ranges, since they come in rows. */
final class Gaps {

    // First place of a range to its last.
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    void add(long first, long last) {
        ranges.put(first, last);
    }

    /** Takes one place out; false when it is in no gap. */
    boolean close(long seq) {
        Map.Entry<Long, Long> range = ranges.floorEntry(seq);
        if (range == null || range.getValue() < seq) {
            return false;
        }
        long first = range.getKey();
        long last = range.getValue();
        ranges.remove(first);
        if (first < seq) {
            ranges.put(first, seq - 1);
        }
        if (seq < last) {
            ranges.put(seq + 1, last);
        }
        return true;
    }

    void clear() {
        ranges.clear();
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }
}
