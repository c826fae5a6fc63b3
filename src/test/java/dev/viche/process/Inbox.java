package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/** The entries one guest saw, one after the other, live and resumed. */
final class Inbox {

    private final String name;
    private final List<Entry> seen = new ArrayList<>();
    private final List<Long> seenAt = new ArrayList<>();
    private final List<Entry> heard = new ArrayList<>();

    Inbox(String name) {
        this.name = name;
    }

    /**
     * Takes the next entry, or one that was seen before and may come again, since it answers what the guest sent again. False
     * when it is neither: then it is heard, and not seen.
     */
    synchronized boolean see(Entry entry, boolean mayComeAgain) {
        if (mayComeAgain && wasSeen(entry)) {
            return true;
        }
        boolean next = seen.isEmpty() || entry.seq() == lastSeq() + 1;
        if (next) {
            seen.add(entry);
            seenAt.add(System.nanoTime());
        }
        heard.add(entry);
        return next;
    }

    private boolean wasSeen(Entry entry) {
        if (seen.isEmpty()) {
            return false;
        }
        long index = entry.seq() - seen.getFirst().seq();
        return index >= 0 && index < seen.size() && seen.get((int) index).equals(entry);
    }

    /** The newest one's seq; 0 before there is one. */
    synchronized long lastSeq() {
        return seen.isEmpty() ? 0 : seen.getLast().seq();
    }

    synchronized List<Entry> seen() {
        return List.copyOf(seen);
    }

    /** All that was heard, in its place or out of it. */
    synchronized List<Entry> heard() {
        return List.copyOf(heard);
    }

    /** Waits until exactly these were seen. */
    void await(List<Entry> entries) {
        ServerProcess.await(name + " sees all", () -> seen().size() >= entries.size());
        assertThat(seen()).isEqualTo(entries);
    }

    /** Waits for the nth since the guest came in and tells when that was seen, in nanoseconds. */
    long seenAt(int nth) {
        ServerProcess.await(name + " hears it", () -> seen().size() > nth);
        synchronized (this) {
            return seenAt.get(nth);
        }
    }
}
