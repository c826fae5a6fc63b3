package dev.viche.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens in a room while a newcomer is still being told what happened before. Holds live frames back until the
 * log has been read up to them, so that nothing falls between and nothing comes twice. Bounded: entries that do not fit
 * are forgotten, since the log has them.
 */
final class Backlog {

    private final long limit;
    private final List<WireFrame> events = new ArrayList<>();
    private final ArrayDeque<WireFrame> entries = new ArrayDeque<>();
    private boolean welcomed;
    private long bytes;
    private long newest;

    /** @param limit most bytes held back */
    Backlog(long limit) {
        this.limit = limit;
    }

    /**
     * Takes a live frame.
     *
     * @return whether it is held back; false when it may be sent at once
     * @throws Overflow when it is no entry of the log and does not fit
     */
    boolean hold(WireFrame frame) throws Overflow {
        boolean entry = frame.seq() > 0;
        if (!entry && welcomed) {
            return false;
        }
        boolean fits = bytes + frame.bytes().length <= limit;
        if (entry) {
            newest = frame.seq();
            if (!fits) {
                entries.forEach(held -> bytes -= held.bytes().length);
                entries.clear();
            }
            entries.add(frame);
        } else if (fits) {
            events.add(frame);
        } else {
            throw new Overflow();
        }
        bytes += frame.bytes().length;
        return true;
    }

    /** The welcome is sent: what was held that is no entry may follow it, and is not held from now on. */
    List<WireFrame> welcomed() {
        welcomed = true;
        List<WireFrame> held = List.copyOf(events);
        events.forEach(event -> bytes -= event.bytes().length);
        events.clear();
        return held;
    }

    /** Whether everything after {@code seq} that happened is held here, so that live delivery can begin. */
    boolean continues(long seq) {
        while (!entries.isEmpty() && entries.getFirst().seq() <= seq) {
            bytes -= entries.removeFirst().bytes().length;
        }
        return newest <= seq || (!entries.isEmpty() && entries.getFirst().seq() == seq + 1);
    }

    /** The entries held, in order. */
    Iterable<WireFrame> entries() {
        return entries;
    }

    /** More happened before the welcome than may be held. */
    static final class Overflow extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
