package dev.viche.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one guest said, and what became of each message: it came back, it was refused, or nothing is known of it yet. */
final class Outbox {

    /** Messages on their way at once, of one who talks as fast as they can. */
    private static final int WINDOW = 64;

    private static final int LOOK_UP_MILLIS = 10;

    private final String name;
    private final Map<String, String> said = new ConcurrentHashMap<>();
    private final Map<String, Long> saidAt = new ConcurrentHashMap<>();
    private final Map<String, Entry> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledgedAt = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> refused = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Object answers = new Object();

    Outbox(String name) {
        this.name = name;
    }

    // ---- what was said -----------------------------------------------------------------------------------------

    /** Notes a text as said now, and tells its id. */
    String add(String text) {
        String id = name + "-" + lastId.incrementAndGet();
        saidAt.put(id, System.nanoTime());
        said.put(id, text);
        return id;
    }

    /** How many were said, with those of which nothing is known yet. */
    int count() {
        return lastId.get();
    }

    boolean holds(String id) {
        return said.containsKey(id);
    }

    String text(String id) {
        return Objects.requireNonNull(said.get(id));
    }

    boolean isWindowFull() {
        return said.size() - acknowledged.size() - refused.size() >= WINDOW;
    }

    /** Waits until one more may be on its way; false when it is over before. */
    boolean awaitTurn(BooleanSupplier over) {
        synchronized (answers) {
            while (!over.getAsBoolean()) {
                if (!isWindowFull()) {
                    return true;
                }
                try {
                    answers.wait(LOOK_UP_MILLIS);
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted while waiting for an answer", e);
                }
            }
            return false;
        }
    }

    // ---- what became of it -------------------------------------------------------------------------------------

    /** Notes that one of them came back; tells as what it had come back before, or null the first time. */
    @Nullable
    Entry acknowledge(Entry entry) {
        acknowledgedAt.putIfAbsent(entry.clientMessageId(), System.nanoTime());
        Entry before = acknowledged.putIfAbsent(entry.clientMessageId(), entry);
        answered();
        return before;
    }

    /** Notes an {@code error}; the id of one that answers no message is empty. */
    void refuse(String id, JsonNode error) {
        refused.put(id, error);
        answered();
    }

    private void answered() {
        synchronized (answers) {
            answers.notifyAll();
        }
    }

    /** Forgets that it was refused, since it is sent again; tells whether it was. */
    boolean takeRefused(String id) {
        return refused.remove(id) != null;
    }

    @Nullable
    JsonNode refusal(String id) {
        return refused.get(id);
    }

    Entry awaitAcknowledgement(String id) {
        awaitAnswer(id);
        Entry entry = acknowledged.get(id);
        if (entry == null) {
            throw new AssertionError("%s was refused: %s".formatted(id, refused.get(id)));
        }
        return entry;
    }

    /** Waits for the answer and tells whether it is the message coming back. */
    boolean isAcknowledged(String id) {
        awaitAnswer(id);
        return acknowledged.containsKey(id);
    }

    /** Waits for the {@code error} that answers a message and tells its payload. */
    JsonNode awaitRefusal(String id) {
        awaitAnswer(id);
        JsonNode refusal = refused.get(id);
        if (refusal == null) {
            throw new AssertionError(id + " was acknowledged");
        }
        return refusal;
    }

    /** Waits for an {@code error} that answers no message and tells its payload. */
    JsonNode awaitRefusal() {
        return awaitRefusal("");
    }

    private void awaitAnswer(String id) {
        ServerProcess.await("an answer to " + id, () -> acknowledged.containsKey(id) || refused.containsKey(id));
    }

    /** What came back, by client_message_id. */
    Map<String, Entry> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    /** The ids of what did not come back, in the order it was said. */
    List<String> unacknowledged() {
        return said.keySet().stream()
                .filter(id -> !acknowledged.containsKey(id))
                .sorted(Comparator.comparingInt(id -> Integer.parseInt(id.substring(name.length() + 1))))
                .toList();
    }

    /** All of it for the judge, said by that user. */
    List<History.Said> said(String userId) {
        return said.entrySet().stream()
                .map(each -> new History.Said(
                        userId,
                        each.getKey(),
                        each.getValue(),
                        saidAt.getOrDefault(each.getKey(), 0L),
                        acknowledged.get(each.getKey()),
                        acknowledgedAt.getOrDefault(each.getKey(), 0L)))
                .toList();
    }
}
