package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import dev.viche.support.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * People in one room, spread over the instances of a cluster, who talk and listen while it breaks, and go to the next
 * instance when theirs is gone. In the end what each of them said and heard is held to one order for all ({@link History}).
 */
final class Witnesses implements AutoCloseable {

    private static final int AT_EACH = 2;
    private static final Duration BREATH = Duration.ofMillis(100);

    private final Cluster cluster;
    private final String room;
    private final List<Guest> guests = new ArrayList<>();
    private final List<Thread> lives = new ArrayList<>();
    private final List<Throwable> ends = new CopyOnWriteArrayList<>();
    private final Set<Guest> moved = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    private Witnesses(Cluster cluster, String room) {
        this.cluster = cluster;
        this.room = room;
    }

    /** Comes in, two at each instance, and begins to talk. */
    static Witnesses in(Machine machine, Cluster cluster, String room) {
        Witnesses witnesses = new Witnesses(cluster, room);
        for (int i = 0; i < AT_EACH * cluster.size(); i++) {
            int place = i % cluster.size();
            Guest guest = machine.guest("witness-" + i, room).connect(cluster.instance(place));
            witnesses.guests.add(guest);
            witnesses.lives.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, end) -> witnesses.ends.add(end))
                    .start(() -> witnesses.live(guest, place)));
        }
        return witnesses;
    }

    private void live(Guest guest, int first) {
        int place = first;
        while (!over) {
            if (guest.hasEnded() || guest.isSentOff()) {
                place = (place + 1) % cluster.size();
                comeBack(guest, place);
            } else if (!guest.outbox().isWindowFull()) {
                var _ = guest.sendAgain();
                guest.say("what I saw");
            }
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }

    private boolean comeBack(Guest guest, int place) {
        guest.vanish();
        boolean in = guest.tryToConnect(cluster.instance(place));
        if (in) {
            moved.add(guest);
        }
        return in;
    }

    /** Each of them has been to more than one instance, or came back to its own. */
    void assertAllMoved() {
        assertThat(moved).hasSameSizeAs(guests);
    }

    /** Waits until each of them was heard so many times more. */
    void awaitTalk(int messages) {
        for (Guest guest : guests) {
            int enough = guest.outbox().acknowledgedCount() + messages;
            ServerProcess.await("talk", () -> guest.outbox().acknowledgedCount() >= enough);
        }
    }

    /** Waits until all is said and heard; then there is one order for all, and nothing that the protocol forbids was seen. */
    void judge() {
        close();
        assertThat(ends).as("a witness who went away").isEmpty();
        for (Guest guest : guests) {
            if (guest.hasEnded() || guest.isSentOff()) {
                ServerProcess.await("a witness is back", () -> comeBack(guest, 0));
            }
            guest.settle();
        }
        StoredLog stored = StoredLog.read(cluster.store()).assertSound();
        for (Guest guest : guests) {
            List<Entry> entries = stored.room(room);
            int from = (int) guest.seen().getFirst().seq() - 1;
            guest.inbox().await(entries.subList(from, entries.size()));
        }
        assertThat(History.of(room, guests, stored).findings()).isEmpty();
        assertThat(guests).flatExtracting(Guest::grievances).isEmpty();
        assertThat(guests)
                .allSatisfy(
                        guest -> assertThat(guest.outbox().acknowledgedCount()).isGreaterThan(1));
        guests.forEach(Guest::leave);
    }

    @Override
    public void close() {
        over = true;
        for (Thread life : lives) {
            try {
                assertThat(life.join(ServerProcess.PATIENCE)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting for a witness", e);
            }
        }
    }
}
