package dev.viche.live;

import dev.viche.messages.Change;
import dev.viche.messages.Page;
import dev.viche.protocol.ClientFrame;
import dev.viche.rooms.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How far the delivery of a room's entries has come. It goes by arithmetic: the next entry is {@code delivered + 1}; an
 * older one has been delivered; a newer one means that something is missing, which another process wrote to the log. Mostly
 * the news of it is on its way and a moment behind, so the newer one waits for it that long; then the log is read until
 * nothing is missing. Owned by the room's home loop.
 */
final class Delivery {

    private static final long RETRY_MILLIS = 1000;
    private static final long ON_ITS_WAY_MILLIS = 5;

    /** Longer than news takes from one instance to another on machines that are busy, and shorter than anyone notices. */
    private static final long OUT_OF_TURN_MILLIS = 20;

    /** Entries that wait for one before them; with more there is more missing than is on its way. */
    private static final int MOST_OUT_OF_TURN = 512;

    private final Room room;
    private final Shard home;
    private final RoomServices services;
    private final Audience audience;
    private final Consumer<Change.Posted> posted;
    private final Runnable healed;
    private final NavigableMap<Long, Change> outOfTurn = new TreeMap<>();
    private RoomState state;
    private boolean waiting;

    /**
     * @param posted told of each message that is delivered
     * @param healed called when nothing is missing any more
     */
    Delivery(
            Room room,
            long delivered,
            Shard home,
            RoomServices services,
            Audience audience,
            Consumer<Change.Posted> posted,
            Runnable healed) {
        this.room = room;
        this.home = home;
        this.services = services;
        this.audience = audience;
        this.posted = posted;
        this.healed = healed;
        this.state = new RoomState.Live(delivered);
    }

    /** The newest entry that was delivered. */
    long delivered() {
        return state.delivered();
    }

    /** Whether nothing is delivered any more. */
    boolean isClosed() {
        return state instanceof RoomState.Closed;
    }

    /** Ends delivery. Returns false when it cannot end now: it has ended, or something is missing. */
    boolean close() {
        if (state instanceof RoomState.Live live && outOfTurn.isEmpty()) {
            state = live.close();
            return true;
        }
        return false;
    }

    /** Delivers committed entries, in ascending order. */
    void deliver(List<Change> changes, long committedAt) {
        List<Change> next = new ArrayList<>(changes.size());
        for (Change change : changes) {
            switch (state) {
                case RoomState.Live live
                when change.seq() == live.delivered() + 1 -> {
                    add(change, next);
                    takeTurns(next);
                }
                case RoomState.Live live when change.seq() > live.delivered() -> outOfTurn.put(change.seq(), change);
                case RoomState.Live _ -> {}
                case RoomState.Healing healing -> state = healing.heardOf(change.seq());
                case RoomState.Closed _ -> {}
            }
        }
        fanOut(next, committedAt);
        awaitTurn();
    }

    private void add(Change change, List<Change> next) {
        next.add(change);
        if (state instanceof RoomState.Live live) {
            state = live.delivered(change.seq());
        }
    }

    /** Those that waited for what has just come. */
    private void takeTurns(List<Change> next) {
        for (Change waited = outOfTurn.remove(state.delivered() + 1);
                waited != null;
                waited = outOfTurn.remove(state.delivered() + 1)) {
            add(waited, next);
        }
    }

    private void awaitTurn() {
        if (outOfTurn.size() > MOST_OUT_OF_TURN) {
            gap(outOfTurn.lastKey());
        } else if (!outOfTurn.isEmpty() && !waiting) {
            waiting = true;
            long missing = state.delivered() + 1;
            home.schedule(() -> waited(missing), OUT_OF_TURN_MILLIS);
        }
    }

    private void waited(long missing) {
        waiting = false;
        if (outOfTurn.isEmpty()) {
            healed.run();
        } else if (state.delivered() < missing) {
            gap(missing);
        } else {
            awaitTurn();
        }
    }

    /** The log is known to have an entry at {@code seq}: it will have been delivered, whoever wrote it. */
    void catchUpTo(long seq) {
        if (seq > state.delivered()) {
            // If this process wrote it, it is on its way here, and there is nothing to read.
            home.schedule(() -> catchUpNow(seq), ON_ITS_WAY_MILLIS);
        }
    }

    private void catchUpNow(long seq) {
        if (seq > state.delivered()) {
            gap(seq);
        }
    }

    private void gap(long upTo) {
        switch (state) {
            case RoomState.Live live -> {
                state = live.gap(outOfTurn.isEmpty() ? upTo : Math.max(upTo, outOfTurn.lastKey()));
                outOfTurn.clear();
                services.metrics().healed();
                heal();
            }
            case RoomState.Healing healing -> state = healing.heardOf(upTo);
            case RoomState.Closed _ -> {}
        }
    }

    private void heal() {
        long after = state.delivered();
        services.logReaders()
                .read(
                        () -> {
                            Page page = services.log().after(room.id(), after, ClientFrame.MAX_PAGE);
                            home.run(() -> healed(page));
                        },
                        () -> home.schedule(this::heal, RETRY_MILLIS));
    }

    private void healed(Page page) {
        if (state instanceof RoomState.Healing healing) {
            state = healing.healed(page.end(Math.max(healing.upTo(), page.lastSeq())));
            fanOut(page.entries(), System.nanoTime());
            if (state instanceof RoomState.Healing) {
                heal();
            } else {
                healed.run();
            }
        }
    }

    private void fanOut(List<Change> changes, long committedAt) {
        if (changes.isEmpty()) {
            return;
        }
        List<WireFrame> frames = new ArrayList<>(changes.size());
        for (Change change : changes) {
            frames.add(WireFrame.of(change.frame()));
            if (change instanceof Change.Posted message) {
                posted.accept(message);
            }
        }
        audience.deliver(frames, committedAt);
    }
}
