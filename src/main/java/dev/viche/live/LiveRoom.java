package dev.viche.live;

import dev.viche.messages.Change;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import dev.viche.rooms.Room;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A room while people are in it: its {@link Attendance} is who they are, its {@link Delivery} what they are sent.
 *
 * <p>One event loop, its {@code home}, owns it: every method moves there by itself and may be called from any thread.
 * So joins, leaves and deliveries of one room happen one after another, without a lock. From there each loop that has
 * readers gets one task, in the same order.
 */
final class LiveRoom {

    private volatile Room room;
    private boolean looked;
    private final Shard home;
    private final RoomServices services;
    private final Consumer<LiveRoom> closed;
    private final Audience audience;
    private final Attendance attendance;
    private final Delivery delivery;

    /**
     * @param delivered the newest entry when nobody was here yet
     * @param closed called when nobody is left; the room takes no one in from then on
     */
    LiveRoom(Room room, long delivered, Shard home, RoomServices services, Consumer<LiveRoom> closed) {
        this.room = room;
        this.home = home;
        this.services = services;
        this.closed = closed;
        this.audience = new Audience(services.metrics());
        this.attendance = new Attendance(room, home, services, audience, this::closeIfEmpty);
        this.delivery = new Delivery(room, delivered, home, services, audience, this::posted, this::closeIfEmpty);
    }

    /** As it is now; its number and kind never change. */
    Room room() {
        return room;
    }

    /**
     * Looks up what it is like: its name and its settings. Whether that changes who may be here is for others to look at.
     * One look at a time, so that the one that read last counts. Blocks on the database.
     */
    synchronized Room look(Supplier<@Nullable Room> stored) {
        Room now = stored.get();
        if (now != null) {
            room = now;
        }
        looked = true;
        return room;
    }

    /**
     * As {@link #look}, if nobody has looked yet: it was read before it was live here, and who rules in between finds no
     * room to tell.
     */
    synchronized void lookFirst(Supplier<@Nullable Room> stored) {
        if (!looked) {
            var _ = look(stored);
        }
    }

    /** How many people are present. */
    int present() {
        return attendance.present();
    }

    // ---- people ------------------------------------------------------------------------------------------------

    /** What became of an attempt to enter; called on the home loop. */
    sealed interface Attachment {
        /** Attached: whatever happens from now on reaches the session. */
        record Attached(List<Person> listed, int present) implements Attachment {}

        /** Someone present has that name. */
        record Taken() implements Attachment {}

        /** They cannot be let in now. */
        record Refused(Refusal refusal, String detail) implements Attachment {}

        /** The room was put to rest a moment ago; open it again. */
        record Closed() implements Attachment {}
    }

    /** Lets a session in. Attaching comes before the log is read for it, so that nothing falls between. */
    void attach(Session session, Person person, Consumer<Attachment> answer) {
        home.run(() -> {
            if (delivery.isClosed()) {
                answer.accept(new Attachment.Closed());
            } else {
                attendance.come(session, person, answer);
            }
        });
    }

    /** A session is gone; {@code forGood} when its person said so. */
    void detach(Session session, boolean forGood) {
        home.run(() -> attendance.leave(session, forGood));
    }

    /** Every session that is in, or on its way in, with who it is; called back on the home loop. */
    void sessions(Consumer<Map<Session, Person>> answer) {
        home.run(() -> answer.accept(attendance.sessions()));
    }

    /** Takes over what other processes told of the people in this room, before anyone enters it here. */
    void expect(List<Sighting> sightings) {
        home.run(() -> attendance.expect(sightings));
    }

    /** Another process told where a person is with it. */
    void sighted(Sighting sighting) {
        home.run(() -> attendance.sighted(sighting));
    }

    /** The people present, at most that many; called back on the home loop. */
    void members(int limit, Consumer<List<Person>> answer) {
        home.run(() -> answer.accept(attendance.first(limit)));
    }

    /** The person of that name among those present; called back on the home loop. */
    void named(String key, Consumer<@Nullable Person> answer) {
        home.run(() -> answer.accept(attendance.named(key)));
    }

    /** Someone began or stopped typing. */
    void typing(Person person, boolean active) {
        home.run(() -> {
            if (attendance.typing().active(person, active)) {
                services.bus().typing(room.id(), person, active);
            }
        });
    }

    /** As {@link #typing}, with another instance. */
    void typingElsewhere(Person person, boolean active) {
        home.run(() -> {
            var _ = attendance.typing().active(person, active);
        });
    }

    /**
     * Compares who is connected here with whom the log has noted, and tells who it is where they differ. Called back on
     * the home loop, so that what is written of it is in order with what is told of each.
     */
    void muster(Set<UUID> noted, Consumer<List<Person>> differs) {
        home.run(() -> attendance.muster(noted, differs));
    }

    /** Puts the room to rest when nobody is in it. */
    void closeIfEmpty() {
        home.run(() -> {
            if (attendance.isEmpty() && delivery.close()) {
                closed.accept(this);
            }
        });
    }

    // ---- what they are sent ------------------------------------------------------------------------------------

    /** Delivers committed entries, in ascending order. */
    void deliver(List<Change> changes) {
        long committedAt = System.nanoTime();
        home.run(() -> delivery.deliver(changes, committedAt));
    }

    /** The log is known to have an entry at {@code seq}: it will have been delivered, whoever wrote it. */
    void catchUpTo(long seq) {
        home.run(() -> delivery.catchUpTo(seq));
    }

    /** How far delivery has come. Only on the home loop. */
    long delivered() {
        return delivery.delivered();
    }

    private void posted(Change.Posted posted) {
        attendance.typing().said(posted.message().userId());
        services.letters().pass(room, posted);
    }

    /** Someone has read up to there. */
    void read(Person reader, long seq) {
        readElsewhere(reader, seq);
        services.bus().read(room.id(), reader, seq);
    }

    /** As {@link #read}, with another instance. */
    void readElsewhere(Person reader, long seq) {
        broadcast(new ServerFrame.Read(reader.userId(), reader.name().value(), seq));
    }

    /** Tells everyone in the room something that is not in the log. */
    void broadcast(ServerFrame frame) {
        home.run(() -> audience.tell(frame));
    }
}
