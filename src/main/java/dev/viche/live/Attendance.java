package dev.viche.live;

import dev.viche.presence.Roster;
import dev.viche.presence.Roster.Arrival;
import dev.viche.presence.Sighting;
import dev.viche.presence.Typists;
import dev.viche.protocol.Person;
import dev.viche.protocol.ServerFrame;
import dev.viche.rooms.Room;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The people of a live room: who comes, goes and types, here and with other processes, and what the others are told of
 * it. Owned by the room's home loop.
 */
final class Attendance {

    private static final long SOONEST_EXPIRY_MILLIS = 50;
    private static final long TYPING_CHECK_MILLIS = 1000;

    private final Room room;
    private final Shard home;
    private final RoomServices services;
    private final Audience audience;
    private final Runnable emptier;
    private final Roster roster;
    private final Typists typists;
    private final Map<Session, Person> attached = new HashMap<>();
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
        this.typists = new Typists(services.clock());
    }

    /** How many people are present. Any thread may ask. */
    int present() {
        return present;
    }

    /** Whether nobody is here, or only people of other processes, who look after them. */
    boolean isEmpty() {
        return attached.isEmpty() && !roster.isOurs();
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

    /** The sessions attached here, with who they are. */
    Map<Session, Person> sessions() {
        return Map.copyOf(attached);
    }

    // ---- here --------------------------------------------------------------------------------------------------

    /** Lets a session in and tells the others. Returns whether it may enter: not when its name is taken. */
    boolean enter(Session session, Person person, Runnable entered) {
        return switch (roster.join(person)) {
            case Arrival.Taken _ -> false;
            case Arrival.Again _ -> {
                attach(session, person, entered);
                yield true;
            }
            case Arrival.Joined joined -> {
                attach(session, person, entered);
                announce(person, joined);
                yield true;
            }
        };
    }

    private void attach(Session session, Person person, Runnable entered) {
        attached.put(session, person);
        if (roster.connections(person.userId()) == 1) {
            tellOthers(person, Sighting.Stage.HERE);
        }
        audience.add(session);
        present = roster.size();
        entered.run();
    }

    /** A session is gone; {@code forGood} when its person said so. */
    void leave(Session session, boolean forGood) {
        Person person = attached.remove(session);
        if (person == null) {
            return;
        }
        audience.remove(session);
        Person gone = roster.depart(person.userId(), forGood);
        if (roster.connections(person.userId()) == 0) {
            tellOthers(person, forGood ? Sighting.Stage.LEFT : Sighting.Stage.AWAY);
        }
        mayHaveLeft(gone);
    }

    private void tellOthers(Person person, Sighting.Stage stage) {
        Instant now = services.clock().instant();
        services.tell().accept(new Sighting(room.id(), person, services.instance(), stage, now));
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
    void muster(Set<UUID> noted, Consumer<List<Person>> differs) {
        Map<UUID, Person> here = new HashMap<>();
        attached.values().forEach(person -> here.put(person.userId(), person));
        if (!here.keySet().equals(noted)) {
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
        if (typists.stopped(person.userId())) {
            tellTyping(person, false);
        }
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

    // ---- typing ------------------------------------------------------------------------------------------------

    /** Someone began or stopped typing. Returns whether anyone was told of it. */
    boolean typing(Person person, boolean active) {
        boolean wasIdle = typists.isEmpty();
        boolean told = active ? typists.started(person) : typists.stopped(person.userId());
        if (told) {
            tellTyping(person, active);
        }
        if (wasIdle && active) {
            home.schedule(this::expireTyping, TYPING_CHECK_MILLIS);
        }
        return told;
    }

    /** Someone said what they typed; the message tells. */
    void said(UUID userId) {
        typists.stopped(userId);
    }

    private void expireTyping() {
        typists.expire().forEach(person -> tellTyping(person, false));
        if (!typists.isEmpty()) {
            home.schedule(this::expireTyping, TYPING_CHECK_MILLIS);
        }
    }

    private void tellTyping(Person person, boolean active) {
        audience.tell(new ServerFrame.Typing(person.userId(), person.name().value(), active));
    }
}
