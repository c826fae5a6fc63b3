package dev.viche.live;

import dev.viche.live.LiveRoom.Attachment;
import dev.viche.messages.Written;
import dev.viche.presence.Roster;
import dev.viche.presence.Roster.Arrival;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import dev.viche.rooms.Room;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The people of a live room: who comes and goes, here and with other processes, and what the others are told of
 * it. Owned by the room's home loop.
 */
final class Attendance {

    /** Most people a welcome lists. */
    static final int MAX_LISTED = 200;

    private static final long SOONEST_EXPIRY_MILLIS = 50;

    private final Room room;
    private final Shard home;
    private final RoomServices services;
    private final Audience audience;
    private final Runnable emptier;
    private final Roster roster;
    private final Typing typing;
    private final Map<Session, Person> attached = new HashMap<>();
    /** Those whose name the log is being asked for. */
    private final Map<Session, Person> coming = new HashMap<>();
    /** Whom the others were told to be with this process. */
    private final Set<UUID> noted = new HashSet<>();

    private boolean expiring;
    private volatile int present;

    /** @param emptier called when there may be nobody left */
    Attendance(Room room, Shard home, RoomServices services, Audience audience, Runnable emptier) {
        this.room = room;
        this.home = home;
        this.services = services;
        this.audience = audience;
        this.emptier = emptier;
        this.roster = new Roster(services.clock(), services.grace());
        this.typing = new Typing(home, services.clock(), audience);
    }

    /** How many people are present. Any thread may ask. */
    int present() {
        return present;
    }

    /** Whether nobody is here, or only people of other processes, who look after them. */
    boolean isEmpty() {
        return attached.isEmpty() && coming.isEmpty() && !roster.isOurs();
    }

    /** Those present, longest first, at most that many. */
    List<Person> first(int count) {
        return roster.first(count);
    }

    /** The person of that name among those present. */
    @Nullable
    Person named(String key) {
        return roster.named(key);
    }

    /** Who of them types. */
    Typing typing() {
        return typing;
    }

    /** The sessions that are in, or on their way in, with who they are. */
    Map<Session, Person> sessions() {
        Map<Session, Person> all = new HashMap<>(attached);
        all.putAll(coming);
        return all;
    }

    // ---- here --------------------------------------------------------------------------------------------------

    /**
     * Lets a session in and tells the others. Where other processes let people in, too, the log is asked first: only
     * there do two who want one name at the same moment come one after the other.
     */
    void come(Session session, Person person, Consumer<Attachment> answer) {
        if (roster.isTaken(person) || coming.values().stream().anyMatch(other -> isNamesake(other, person))) {
            answer.accept(new Attachment.Taken());
        } else if (roster.isConnected(person) || !services.accompanied().getAsBoolean()) {
            enter(session, person, answer);
        } else {
            coming.put(session, person);
            services.claim()
                    .accept(
                            sighting(person, Sighting.Stage.HERE),
                            written -> home.run(() -> asked(session, person, written, answer)));
        }
    }

    private static boolean isNamesake(Person one, Person other) {
        return one.name().key().equals(other.name().key()) && !one.userId().equals(other.userId());
    }

    private void asked(Session session, Person person, Written written, Consumer<Attachment> answer) {
        boolean waiting = coming.remove(session) != null;
        if (!(written instanceof Written.Refused)) {
            noted.add(person.userId());
        }
        if (waiting && written instanceof Written.Refused refused) {
            answer.accept(
                    refused.refusal() == Refusal.USERNAME_TAKEN
                            ? new Attachment.Taken()
                            : new Attachment.Refused(refused.refusal(), refused.detail()));
        } else if (waiting) {
            enter(session, person, answer);
        }
        tellIfGone(person, !roster.knows(person));
        emptier.run();
    }

    private void enter(Session session, Person person, Consumer<Attachment> answer) {
        switch (roster.join(person)) {
            case Arrival.Taken _ -> answer.accept(new Attachment.Taken());
            case Arrival.Again _ -> attach(session, person, answer);
            case Arrival.Joined joined -> {
                attach(session, person, answer);
                announce(person, joined);
            }
        }
    }

    private void attach(Session session, Person person, Consumer<Attachment> answer) {
        attached.put(session, person);
        if (noted.add(person.userId())) {
            services.tell().accept(sighting(person, Sighting.Stage.HERE));
        }
        audience.add(session);
        present = roster.size();
        answer.accept(new Attachment.Attached(roster.first(MAX_LISTED), present));
    }

    /** A session is gone; {@code forGood} when its person said so. */
    void leave(Session session, boolean forGood) {
        // Whose name is being asked for is let in no more; what the log answers settles the rest.
        coming.remove(session);
        Person person = attached.remove(session);
        if (person == null) {
            return;
        }
        audience.remove(session);
        Person gone = roster.depart(person.userId(), forGood);
        tellIfGone(person, forGood);
        mayHaveLeft(gone);
    }

    /** Tells the others, unless the person has another connection here, or is about to. */
    private void tellIfGone(Person person, boolean forGood) {
        UUID userId = person.userId();
        if (roster.connections(userId) == 0
                && coming.values().stream().noneMatch(other -> other.userId().equals(userId))
                && noted.remove(userId)) {
            services.tell().accept(sighting(person, forGood ? Sighting.Stage.LEFT : Sighting.Stage.AWAY));
        }
    }

    private Sighting sighting(Person person, Sighting.Stage stage) {
        return new Sighting(
                room.id(), person, services.instance(), stage, services.clock().instant());
    }

    // ---- with other processes ----------------------------------------------------------------------------------

    /** Takes over what other processes told, before anyone enters here. */
    void expect(List<Sighting> sightings) {
        for (Sighting sighting : sightings) {
            if (sighting.stage() == Sighting.Stage.HERE && !sighting.instance().equals(services.instance())) {
                roster.seen(sighting.person(), sighting.instance(), sighting.since());
            }
        }
        for (Sighting sighting : sightings) {
            if (sighting.stage() == Sighting.Stage.AWAY) {
                roster.expected(sighting.person(), sighting.since());
            }
        }
        present = roster.size();
        expireLater();
    }

    /** Another process told where a person is with it. */
    void sighted(Sighting sighting) {
        Person person = sighting.person();
        switch (sighting.stage()) {
            case HERE -> {
                if (roster.seen(person, sighting.instance(), sighting.since()) instanceof Arrival.Joined joined) {
                    announce(person, joined);
                }
                present = roster.size();
            }
            case AWAY -> mayHaveLeft(roster.unseen(person, sighting.instance(), false, sighting.since()));
            case LEFT -> mayHaveLeft(roster.unseen(person, sighting.instance(), true, sighting.since()));
        }
    }

    /** Tells who is connected here, if that is not whom the log has noted. */
    void muster(Set<UUID> written, Consumer<List<Person>> differs) {
        Map<UUID, Person> here = new HashMap<>();
        sessions().values().forEach(person -> here.put(person.userId(), person));
        if (!here.keySet().equals(written)) {
            noted.clear();
            noted.addAll(here.keySet());
            differs.accept(List.copyOf(here.values()));
        }
    }

    // ---- what everyone is told ---------------------------------------------------------------------------------

    private void announce(Person person, Arrival.Joined joined) {
        joined.displaced().forEach(this::left);
        audience.tell(new ServerFrame.UserJoined(person.userId(), person.name().value()));
    }

    private void mayHaveLeft(@Nullable Person gone) {
        if (gone != null) {
            left(gone);
        }
        expireLater();
        emptier.run();
    }

    private void left(Person person) {
        present = roster.size();
        typing.left(person);
        audience.tell(new ServerFrame.UserLeft(person.userId(), person.name().value()));
    }

    private void expireLater() {
        Instant next = expiring ? null : roster.nextExpiry();
        if (next == null) {
            return;
        }
        expiring = true;
        long wait = services.clock().instant().until(next, ChronoUnit.MILLIS);
        home.schedule(this::expire, Math.max(wait + 1, SOONEST_EXPIRY_MILLIS));
    }

    private void expire() {
        expiring = false;
        roster.expire().forEach(this::left);
        expireLater();
        emptier.run();
    }
}
