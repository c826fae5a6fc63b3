package dev.viche.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Someone in one room who outlives the servers: keeps what a good client keeps (what was seen, what is unacknowledged,
 * epoch and resume token), comes back with it, and sends again what may be lost. What the protocol forbids is noted down
 * in {@link #grievances}.
 */
final class Guest {

    /** In every text, so that a log that tells one is found out. */
    static final String MARK = "sotto-voce";

    private final String name;
    private final String room;
    private final Outbox outbox;
    private final Inbox inbox;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> grievances = new CopyOnWriteArrayList<>();
    private @Nullable Chatter chatter;
    private volatile CompletableFuture<JsonNode> welcome = new CompletableFuture<>();
    private volatile CompletableFuture<JsonNode> sentOff = new CompletableFuture<>();
    private volatile CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    private @Nullable Line line;

    Guest(String name, String room) {
        this.name = name;
        this.room = room;
        this.outbox = new Outbox(name);
        this.inbox = new Inbox(name);
    }

    // ---- coming in ---------------------------------------------------------------------------------------------

    /** Joins, or joins again where it left off and sends again what it has no acknowledgement of. */
    Guest connect(ServerProcess server) {
        JsonNode before = welcome.getNow(null);
        // Settled before anything is heard: some of it is in the log, and is sent again all the same.
        List<String> unacknowledged = outbox.unacknowledged();
        knock(server, wish(before));
        welcomed(before, welcome(), unacknowledged);
        return this;
    }

    /** As {@link #connect}, once connected, to a server that may be away, or take nobody in now. Returns whether it did. */
    boolean tryToConnect(ServerProcess server) {
        JsonNode before = welcome();
        List<String> unacknowledged = outbox.unacknowledged();
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
            query.put("since", inbox.lastSeq());
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
        welcome = new CompletableFuture<>();
        sentOff = new CompletableFuture<>();
        line = new Line(Line.uri(server, room, query), this::hear);
        return this;
    }

    /** The payload of the newest welcome. Who gets none tells what they got in its place. */
    JsonNode welcome() {
        try {
            return Line.within(welcome);
        } catch (CompletionException e) {
            throw new AssertionError(
                    "%s was not welcomed: %s; refused: %s".formatted(name, line().howItIs(), outbox.refusal("")), e);
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
        String id = outbox.add(MARK + " " + text);
        send(id);
        return id;
    }

    /** Talks as fast as the server takes it, until it is hushed or the connection ends. */
    void chatter() {
        chatter = new Chatter(outbox, this::say, this::hasEnded);
    }

    /** Stops talking; says nothing more when this returns. */
    void hush() {
        if (chatter != null) {
            chatter.hush();
        }
    }

    /** Sends again what was refused, until all is acknowledged. */
    void settle() {
        ServerProcess.await("all of " + name + "'s messages are acknowledged", this::sendAgain);
    }

    /** Sends again what was refused; returns whether all is acknowledged. */
    boolean sendAgain() {
        List<String> open = outbox.unacknowledged();
        open.stream().filter(outbox::takeRefused).forEach(this::send);
        return open.isEmpty();
    }

    private void send(String id) {
        line().send("chat_message", Map.of("message_text", outbox.text(id), "client_message_id", id));
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
        return Entry.all(Line.within(answer));
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

    /** What it said, and what became of it. */
    Outbox outbox() {
        return outbox;
    }

    /** What it saw. */
    Inbox inbox() {
        return inbox;
    }

    /** All entries in the order they were seen, live and resumed. */
    List<Entry> seen() {
        return inbox.seen();
    }

    String room() {
        return room;
    }

    /** All it said, for the judge. */
    List<History.Said> said() {
        return outbox.said(id());
    }

    /** All it was told, for the judge, but for answers to what it sent again. */
    History.Observer observer() {
        return new History.Observer(name, inbox.heard());
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
                Entry.all(payload).forEach(this::see);
                welcome.complete(payload);
            }
            case "chat_message" -> see(Entry.of(payload));
            case "history" -> {
                if (payload.path("resume").asBoolean()) {
                    Entry.all(payload).forEach(this::see);
                } else {
                    answer.complete(payload);
                }
            }
            case "error" -> outbox.refuse(payload.path("client_message_id").asText(), payload);
            case "server_shutdown" -> sentOff.complete(payload);
            case "pong" -> answer.complete(payload);
            default -> {}
        }
    }

    /** The next entry, or the answer to something sent again; anything else is a gap, a double or a disorder. */
    private void see(Entry entry) {
        long before = inbox.lastSeq();
        boolean mine = outbox.holds(entry.clientMessageId());
        if (!inbox.see(entry, mine)) {
            complain("after %d came %s".formatted(before, entry));
        }
        if (mine) {
            acknowledge(entry);
        }
    }

    private void acknowledge(Entry entry) {
        String id = entry.clientMessageId();
        Entry before = outbox.acknowledge(entry);
        if ((before != null && !before.equals(entry)) || !entry.text().equals(outbox.text(id))) {
            complain("%s came back as %s, before as %s".formatted(id, entry, before));
        }
    }

    private void complainUnless(boolean right, String wrong) {
        if (!right) {
            complain(wrong);
        }
    }

    private void complain(String wrong) {
        grievances.add(name + ": " + wrong);
    }

    private Line line() {
        Line open = line;
        if (open == null) {
            throw new AssertionError(name + " never connected");
        }
        return open;
    }
}
