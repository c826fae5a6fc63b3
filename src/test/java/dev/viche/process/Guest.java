package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Someone in one room who outlives the servers: keeps what a good client keeps (what was seen, what is unacknowledged,
 * epoch and resume token), comes back with it, and sends again what may be lost. What the protocol forbids is noted down
 * in {@link #grievances}.
 */
final class Guest {

    /** In every text, so that a log that tells one is found out. */
    static final String MARK = "sotto-voce";

    /** Messages on their way at once. */
    private static final int WINDOW = 64;

    private static final int MOST_REPEATS = 20;
    private static final int LOOK_UP_MILLIS = 10;

    private final String name;
    private final String room;
    private final List<Entry> seen = new ArrayList<>();
    private final List<Long> seenAt = new ArrayList<>();
    private final List<Entry> heard = new ArrayList<>();
    private final Map<String, String> said = new ConcurrentHashMap<>();
    private final Map<String, Long> saidAt = new ConcurrentHashMap<>();
    private final Map<String, Entry> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledgedAt = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> refused = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> grievances = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Object turn = new Object();
    private volatile boolean chatting;
    private @Nullable Thread chatter;
    private volatile CompletableFuture<JsonNode> welcome = new CompletableFuture<>();
    private volatile CompletableFuture<JsonNode> sentOff = new CompletableFuture<>();
    private volatile CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    private @Nullable Line line;

    Guest(String name, String room) {
        this.name = name;
        this.room = room;
    }

    // ---- coming in ---------------------------------------------------------------------------------------------

    /** Joins, or joins again where it left off and sends again what it has no acknowledgement of. */
    Guest connect(ServerProcess server) {
        JsonNode before = welcome.getNow(null);
        // Settled before anything is heard: some of it is in the log, and is sent again all the same.
        List<String> unacknowledged = unacknowledged();
        knock(server, wish(before));
        welcomed(before, welcome(), unacknowledged);
        return this;
    }

    /** As {@link #connect}, once connected, to a server that may be away, or take nobody in now. Returns whether it did. */
    boolean tryToConnect(ServerProcess server) {
        JsonNode before = welcome();
        List<String> unacknowledged = unacknowledged();
        try {
            knock(server, wish(before));
            ServerProcess.await(name + " is in, or out", () -> welcome.isDone() || hasEnded());
        } catch (CompletionException e) {
            // It answered by no upgrade.
        }
        JsonNode now = welcome.getNow(null);
        if (now == null) {
            welcome = CompletableFuture.completedFuture(before);
            return false;
        }
        welcomed(before, now, unacknowledged);
        return true;
    }

    private Map<String, Object> wish(@Nullable JsonNode before) {
        Map<String, Object> query = new TreeMap<>(Map.of("username", name));
        if (before != null) {
            query.put("epoch", before.path("epoch").asText());
            query.put("resume_token", before.path("resume_token").asText());
            query.put("since", lastSeen());
        }
        return query;
    }

    private void welcomed(@Nullable JsonNode before, JsonNode now, List<String> unacknowledged) {
        if (before != null) {
            complainUnless(now.path("resumed").asBoolean(), "the resume was not granted");
            complainUnless(now.path("epoch").equals(before.path("epoch")), "the epoch changed");
            complainUnless(now.path("user_id").equals(before.path("user_id")), "the token made someone else of me");
        }
        unacknowledged.forEach(this::send);
    }

    /** Opens a connection with that query, and waits for nothing. */
    Guest knock(ServerProcess server, Map<String, ?> query) {
        StringBuilder uri = new StringBuilder("ws://127.0.0.1:%d/ws/%s?".formatted(server.port(), room));
        query.forEach((key, value) -> uri.append(key)
                .append('=')
                .append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8))
                .append('&'));
        welcome = new CompletableFuture<>();
        sentOff = new CompletableFuture<>();
        line = new Line(URI.create(uri.toString()), this::hear);
        return this;
    }

    /** The payload of the newest welcome. Who gets none tells what they got in its place. */
    JsonNode welcome() {
        try {
            return Line.within(welcome);
        } catch (CompletionException e) {
            throw new AssertionError(
                    "%s was not welcomed: %s; refused: %s".formatted(name, line().howItIs(), refused.get("")), e);
        }
    }

    String id() {
        return welcome().path("user_id").asText();
    }

    /** Every resume token it was given. */
    List<String> tokens() {
        return tokens;
    }

    // ---- talking -----------------------------------------------------------------------------------------------

    /** Says something and tells its id; waits for nothing. */
    String say(String text) {
        String id = name + "-" + lastId.incrementAndGet();
        saidAt.put(id, System.nanoTime());
        said.put(id, MARK + " " + text);
        send(id);
        return id;
    }

    /** Talks as fast as the server takes it, until it is hushed or the connection ends. */
    void chatter() {
        chatting = true;
        chatter = Thread.ofVirtual().start(() -> {
            while (awaitTurn()) {
                say("about " + "this and that ".repeat(lastId.get() % MOST_REPEATS));
            }
        });
    }

    /** Waits until one more may be on its way; false when there is nobody to talk to, or nothing more to say. */
    private boolean awaitTurn() {
        synchronized (turn) {
            while (chatting && !line().hasEnded()) {
                if (!isWindowFull()) {
                    return true;
                }
                try {
                    turn.wait(LOOK_UP_MILLIS);
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted while chattering", e);
                }
            }
            return false;
        }
    }

    boolean isWindowFull() {
        return said.size() - acknowledged.size() - refused.size() >= WINDOW;
    }

    private void answered() {
        synchronized (turn) {
            turn.notifyAll();
        }
    }

    /** Stops talking; says nothing more when this returns. */
    void hush() {
        chatting = false;
        try {
            if (chatter != null && !chatter.join(ServerProcess.PATIENCE)) {
                throw new AssertionError(name + " does not stop talking");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while hushing", e);
        }
    }

    /** Sends again what was refused, until all is acknowledged. */
    void settle() {
        ServerProcess.await("all of " + name + "'s messages are acknowledged", this::sendAgain);
    }

    /** Sends again what was refused; returns whether all is acknowledged. */
    boolean sendAgain() {
        List<String> open = unacknowledged();
        open.stream().filter(id -> refused.remove(id) != null).forEach(this::send);
        return open.isEmpty();
    }

    private void send(String id) {
        line().send("chat_message", Map.of("message_text", said(id), "client_message_id", id));
    }

    private String said(String id) {
        return java.util.Objects.requireNonNull(said.get(id));
    }

    /** Asks for a sign of life and waits for it. */
    void ping() {
        answer = new CompletableFuture<>();
        line().send("ping", Map.of("id", "p"));
        Line.within(answer);
    }

    /** The newest texts of the room, as the log has them now. */
    List<Entry> history() {
        answer = new CompletableFuture<>();
        line().send("history", Map.of("before", Integer.MAX_VALUE, "limit", 200));
        return entries(Line.within(answer));
    }

    /** Leaves for good and tells the close code. */
    int leave() {
        line().send("leave_room", Map.of());
        return line().awaitEnd();
    }

    /** Loses the connection without a word. */
    void vanish() {
        line().abort();
    }

    // ---- what became of it -------------------------------------------------------------------------------------

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
                .sorted(java.util.Comparator.comparingInt(id -> Integer.parseInt(id.substring(name.length() + 1))))
                .toList();
    }

    /** All entries in the order they were seen, live and resumed. */
    List<Entry> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Waits until exactly these entries were seen. */
    void awaitSeen(List<Entry> entries) {
        ServerProcess.await(name + " sees all", () -> seen().size() >= entries.size());
        assertThat(seen()).isEqualTo(entries);
    }

    /** Waits for the room's nth entry since it came in and tells when that was heard, in nanoseconds. */
    long heardAt(int nth) {
        ServerProcess.await(name + " hears it", () -> seen().size() > nth);
        synchronized (seen) {
            return seenAt.get(nth);
        }
    }

    String room() {
        return room;
    }

    /** All it said, for the judge. */
    List<History.Said> said() {
        return said.entrySet().stream()
                .map(each -> new History.Said(
                        id(),
                        each.getKey(),
                        each.getValue(),
                        saidAt.getOrDefault(each.getKey(), 0L),
                        acknowledged.get(each.getKey()),
                        acknowledgedAt.getOrDefault(each.getKey(), 0L)))
                .toList();
    }

    /** All it was told, for the judge, but for answers to what it sent again. */
    History.Observer observer() {
        synchronized (seen) {
            return new History.Observer(name, List.copyOf(heard));
        }
    }

    /** Waits for the word that the server is going away and tells its payload. */
    JsonNode awaitSendOff() {
        return Line.within(sentOff);
    }

    /** Whether the server has told them to go elsewhere. */
    boolean isSentOff() {
        return sentOff.isDone();
    }

    boolean hasEnded() {
        return line().hasEnded();
    }

    /** Waits until the connection has ended and tells the close code. */
    int awaitEnd() {
        return line().awaitEnd();
    }

    List<String> grievances() {
        return grievances;
    }

    // ---- hearing -----------------------------------------------------------------------------------------------

    private void hear(String type, JsonNode payload) {
        switch (type) {
            case "welcome" -> {
                tokens.add(payload.path("resume_token").asText());
                entries(payload).forEach(this::see);
                welcome.complete(payload);
            }
            case "chat_message" -> see(Entry.of(payload));
            case "history" -> {
                if (payload.path("resume").asBoolean()) {
                    entries(payload).forEach(this::see);
                } else {
                    answer.complete(payload);
                }
            }
            case "error" -> {
                refused.put(payload.path("client_message_id").asText(), payload);
                answered();
            }
            case "server_shutdown" -> sentOff.complete(payload);
            case "pong" -> answer.complete(payload);
            default -> {}
        }
    }

    /** The next entry, or the answer to something sent again; anything else is a gap, a double or a disorder. */
    private void see(Entry entry) {
        synchronized (seen) {
            if (seen.isEmpty() || entry.seq() == lastSeen() + 1) {
                seen.add(entry);
                seenAt.add(System.nanoTime());
                heard.add(entry);
            } else if (!said.containsKey(entry.clientMessageId()) || !wasSeen(entry)) {
                heard.add(entry);
                grievances.add("%s: after %d came %s".formatted(name, lastSeen(), entry));
            }
        }
        if (said.containsKey(entry.clientMessageId())) {
            acknowledgedAt.putIfAbsent(entry.clientMessageId(), System.nanoTime());
            Entry before = acknowledged.putIfAbsent(entry.clientMessageId(), entry);
            complainUnless(
                    (before == null || before.equals(entry)) && entry.text().equals(said(entry.clientMessageId())),
                    "%s came back as %s, before as %s".formatted(entry.clientMessageId(), entry, before));
            answered();
        }
    }

    private boolean wasSeen(Entry entry) {
        long index = entry.seq() - seen.getFirst().seq();
        return index >= 0 && index < seen.size() && seen.get((int) index).equals(entry);
    }

    private long lastSeen() {
        synchronized (seen) {
            return seen.isEmpty() ? 0 : seen.getLast().seq();
        }
    }

    private static List<Entry> entries(JsonNode payload) {
        return payload.path("entries")
                .valueStream()
                .map(entry -> Entry.of(entry.path("payload")))
                .toList();
    }

    private void complainUnless(boolean right, String wrong) {
        if (!right) {
            grievances.add(name + ": " + wrong);
        }
    }

    private Line line() {
        Line open = line;
        if (open == null) {
            throw new AssertionError(name + " never connected");
        }
        return open;
    }
}
