package dev.viche.probe;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one member said and has not heard yet, oldest first, and what of it is to be sent. */
final class Unacknowledged {

    private final Map<Integer, Said> waiting = new LinkedHashMap<>();
    private final ArrayDeque<Integer> toSend = new ArrayDeque<>();

    private static final class Said {
        private final long due;
        private boolean sent;

        Said(long due) {
            this.due = due;
        }
    }

    void say(int number, long due) {
        waiting.put(number, new Said(due));
        toSend.add(number);
    }

    /** A new connection: what was sent on the old one and not answered is sent again. */
    void sendAll() {
        toSend.clear();
        toSend.addAll(waiting.keySet());
    }

    void sendAgain(int number) {
        if (waiting.containsKey(number) && !toSend.contains(number)) {
            toSend.add(number);
        }
    }

    /** What is to be sent next; null when nothing is. */
    @Nullable
    Integer next() {
        while (!toSend.isEmpty() && !waiting.containsKey(toSend.peek())) {
            toSend.remove();
        }
        return toSend.peek();
    }

    /** The next one is sent; true when it had been sent before. */
    boolean sent() {
        Said said = waiting.get(toSend.remove());
        if (said == null) {
            return false;
        }
        boolean again = said.sent;
        said.sent = true;
        return again;
    }

    /** It was answered: when it was due, or null when it is not waited for. */
    @Nullable
    Long answered(int number) {
        Said said = waiting.remove(number);
        return said == null ? null : said.due;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
