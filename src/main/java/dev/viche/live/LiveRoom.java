package dev.viche.live;

import dev.viche.messages.Change;
import dev.viche.messages.Page;
import dev.viche.presence.Roster;
import dev.viche.presence.Roster.Arrival;
import dev.viche.presence.Sighting;
import dev.viche.presence.Typists;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Person;
import dev.viche.protocol.ServerFrame;
import dev.viche.rooms.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A room while people are in it: who is present, who reads, and how far delivery has come.
 *
 * <p>One event loop, its {@code home}, owns it: every method moves there by itself and may be called from any thread.
 * So joins, leaves and deliveries of one room happen one after another, without a lock. From there each loop that has
 * readers gets one task, in the same order.
 *
 * <p>Delivery is by arithmetic. The next entry is {@code delivered + 1}; an older one has been delivered; a newer one
 * means that something is missing (another process wrote to the log), and the log is read until nothing is.
 */
final class LiveRoom {

    /** Most people a welcome lists. */
    static final int MAX_LISTED = 200;

    private static final long RETRY_MILLIS = 1000;
    private static final long ON_ITS_WAY_MILLIS = 5;
    private static final long SOONEST_EXPIRY_MILLIS = 50;
    private static final long TYPING_CHECK_MILLIS = 1000;

    private final Room room;
    private final Shard home;
    private final RoomServices services;
    private final Consumer<LiveRoom> closed;
    private final Roster roster;
    private final Typists typists;
    private final Map<Session, Person> attached = new HashMap<>();
    private final Map<Shard, Readers> readers = new HashMap<>();
    private RoomState state;
    private boolean expiring;
    private volatile int present;

    /** @param closed called when nobody is left; the room takes no one in from then on */
    LiveRoom(Room room, long delivered, Shard home, RoomServices services, Consumer<LiveRoom> closed) {
        this.room = room;
        this.home = home;
        this.services = services;
        this.closed = closed;
        this.roster = new Roster(services.clock(), services.grace());
        this.typists = new Typists(services.clock());
        this.state = new RoomState.Live(delivered);
    }

    /** Takes over what other processes told of the people in this room, before anyone enters it here. */
    void expect(List<Sighting> sightings) {
        home.run(() -> {
            for (Sighting sighting : sightings) {
                if (sighting.stage() == Sighting.Stage.HERE
                        && !sighting.instance().equals(services.instance())) {
                    roster.seen(sighting.person(), sighting.instance());
                }
            }
            for (Sighting sighting : sightings) {
                if (sighting.stage() == Sighting.Stage.AWAY) {
                    roster.expected(sighting.person(), sighting.since());
                }
            }
            present = roster.size();
            expireLater();
        });
    }

    Room room() {
        return room;
    }

    /** How many people are present. */
    int present() {
        return present;
    }

    // ---- people ------------------------------------------------------------------------------------------------

    /** What became of an attempt to enter; called on the home loop. */
    sealed interface Attachment {
        /** Attached: whatever happens from now on reaches the session. */
        record Attached(List<Person> listed, int present) implements Attachment {}

        /** Someone present has that name. */
        record Taken() implements Attachment {}

        /** The room was put to rest a moment ago; open it again. */
        record Closed() implements Attachment {}
    }

    /** Lets a session in. Attaching comes before the log is read for it, so that nothing falls between. */
    void attach(Session session, Person person, Consumer<Attachment> answer) {
        home.run(() -> {
            if (state instanceof RoomState.Closed) {
                answer.accept(new Attachment.Closed());
                return;
            }
            switch (roster.join(person)) {
                case Arrival.Taken _ -> answer.accept(new Attachment.Taken());
                case Arrival.Again _ -> attached(session, person, answer);
                case Arrival.Joined joined -> {
                    attached(session, person, answer);
                    announce(person, joined);
                }
            }
        });
    }

    private void announce(Person person, Arrival.Joined joined) {
        joined.displaced().forEach(this::left);
        broadcast(new ServerFrame.UserJoined(person.userId(), person.name().value()));
    }

    private void attached(Session session, Person person, Consumer<Attachment> answer) {
        attached.put(session, person);
        if (roster.connections(person.userId()) == 1) {
            tell(person, Sighting.Stage.HERE);
        }
        readers.computeIfAbsent(session.shard(), shard -> new Readers(shard, services.metrics()))
                .add(session);
        present = roster.size();
        answer.accept(new Attachment.Attached(roster.first(MAX_LISTED), present));
    }

    /** A session is gone; {@code forGood} when its person said so. */
    void detach(Session session, boolean forGood) {
        home.run(() -> {
            Person person = attached.remove(session);
            if (person == null) {
                return;
            }
            Readers here = readers.get(session.shard());
            if (here != null) {
                here.remove(session);
            }
            Person gone = roster.depart(person.userId(), forGood);
            if (roster.connections(person.userId()) == 0) {
                tell(person, forGood ? Sighting.Stage.LEFT : Sighting.Stage.AWAY);
            }
            if (gone != null) {
                left(gone);
            }
            expireLater();
            closeIfEmpty();
        });
    }

    private void tell(Person person, Sighting.Stage stage) {
        services.tell()
                .accept(new Sighting(
                        room.id(),
                        person,
                        services.instance(),
                        stage,
                        services.clock().instant()));
    }

    /** Another process told where a person is with it. */
    void sighted(Sighting sighting) {
        home.run(() -> {
            Person person = sighting.person();
            switch (sighting.stage()) {
                case HERE -> {
                    if (roster.seen(person, sighting.instance()) instanceof Arrival.Joined joined) {
                        announce(person, joined);
                    }
                    present = roster.size();
                }
                case AWAY, LEFT -> {
                    boolean forGood = sighting.stage() == Sighting.Stage.LEFT;
                    Person gone = roster.unseen(person, sighting.instance(), forGood, sighting.since());
                    if (gone != null) {
                        left(gone);
                    }
                    expireLater();
                    closeIfEmpty();
                }
            }
        });
    }

    /** The people present, at most that many; called back on the home loop. */
    void members(int limit, Consumer<List<Person>> answer) {
        home.run(() -> answer.accept(roster.first(limit)));
    }

    /** The person of that name among those present; called back on the home loop. */
    void named(String key, Consumer<@Nullable Person> answer) {
        home.run(() -> answer.accept(roster.named(key)));
    }

    private void left(Person person) {
        present = roster.size();
        if (typists.stopped(person.userId())) {
            broadcast(typingFrame(person, false));
        }
        broadcast(new ServerFrame.UserLeft(person.userId(), person.name().value()));
    }

    private void expireLater() {
        // Asked in this order, or a room that a thousand people leave at once would look a thousand times through them.
        var next = expiring ? null : roster.nextExpiry();
        if (next == null) {
            return;
        }
        expiring = true;
        long wait = services.clock().instant().until(next, java.time.temporal.ChronoUnit.MILLIS);
        home.schedule(
                () -> {
                    expiring = false;
                    roster.expire().forEach(this::left);
                    expireLater();
                    closeIfEmpty();
                },
                Math.max(wait + 1, SOONEST_EXPIRY_MILLIS));
    }

    /** Puts the room to rest when nobody is in it, or only people of other processes, who look after them. */
    void closeIfEmpty() {
        home.run(() -> {
            if (attached.isEmpty() && !roster.isOurs() && state instanceof RoomState.Live live) {
                state = live.close();
                closed.accept(this);
            }
        });
    }

    // ---- typing ------------------------------------------------------------------------------------------------

    /** Someone began or stopped typing. */
    void typing(Person person, boolean active) {
        home.run(() -> {
            boolean wasIdle = typists.isEmpty();
            boolean news = active ? typists.started(person) : typists.stopped(person.userId());
            if (news) {
                broadcast(typingFrame(person, active));
            }
            if (wasIdle && active) {
                home.schedule(this::expireTyping, TYPING_CHECK_MILLIS);
            }
        });
    }

    private void expireTyping() {
        typists.expire().forEach(person -> broadcast(typingFrame(person, false)));
        if (!typists.isEmpty()) {
            home.schedule(this::expireTyping, TYPING_CHECK_MILLIS);
        }
    }

    private static ServerFrame typingFrame(Person person, boolean active) {
        return new ServerFrame.Typing(person.userId(), person.name().value(), active);
    }

    // ---- entries -----------------------------------------------------------------------------------------------

    /** Delivers committed entries, in ascending order. */
    void deliver(List<Change> changes) {
        long committedAt = System.nanoTime();
        home.run(() -> deliverNow(changes, committedAt));
    }

    /** The log is known to have an entry at {@code seq}: it will have been delivered, whoever wrote it. */
    void catchUpTo(long seq) {
        home.run(() -> {
            if (seq > state.delivered()) {
                // If this process wrote it, it is on its way here, and there is nothing to read.
                home.schedule(() -> catchUpNow(seq), ON_ITS_WAY_MILLIS);
            }
        });
    }

    private void catchUpNow(long seq) {
        if (seq > state.delivered()) {
            gap(seq);
        }
    }

    private void deliverNow(List<Change> changes, long committedAt) {
        List<Change> next = new ArrayList<>(changes.size());
        for (Change change : changes) {
            switch (state) {
                case RoomState.Live live
                when change.seq() == live.delivered() + 1 -> {
                    next.add(change);
                    state = live.delivered(change.seq());
                }
                case RoomState.Live live when change.seq() > live.delivered() -> gap(change.seq());
                case RoomState.Live _ -> {}
                case RoomState.Healing healing -> state = healing.heardOf(change.seq());
                case RoomState.Closed _ -> {}
            }
        }
        fanOut(next, committedAt);
    }

    private void gap(long upTo) {
        switch (state) {
            case RoomState.Live live -> {
                state = live.gap(upTo);
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
                closeIfEmpty();
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
            if (change instanceof Change.Posted posted) {
                typists.stopped(posted.message().userId());
                services.letters().pass(room, posted);
            }
        }
        for (Readers each : readers.values()) {
            each.deliver(frames, committedAt);
        }
    }

    /** Tells everyone in the room something that is not in the log. */
    void broadcast(ServerFrame frame) {
        home.run(() -> {
            List<WireFrame> frames = List.of(WireFrame.of(frame));
            long now = System.nanoTime();
            for (Readers each : readers.values()) {
                each.deliver(frames, now);
            }
        });
    }
}
