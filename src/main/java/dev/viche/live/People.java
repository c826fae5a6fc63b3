package dev.viche.live;

import dev.viche.config.VicheConfig;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to this instance, in whichever room. Any thread may ask; the lock is held for a look-up only, never
 * while anything is sent.
 */
@Singleton
public class People {

    private record Present(Person person, SequencedSet<Session> sessions) {}

    private final Map<UUID, Present> byId = new HashMap<>();
    private final Map<String, Set<UUID>> byName = new HashMap<>();

    private final int mostSessions;

    @Inject
    People(VicheConfig config) {
        this(config.limits().connectionsPerUser());
    }

    People(int mostSessions) {
        this.mostSessions = mostSessions;
    }

    /** One more connection of that person. Of too many the oldest is closed: it may be of a device that was lost. */
    void add(Person person, Session session) {
        Session surplus = enter(person, session);
        if (surplus != null) {
            surplus.close(Closing.REPLACED);
        }
    }

    private synchronized @Nullable Session enter(Person person, Session session) {
        Present before = byId.get(person.userId());
        SequencedSet<Session> sessions = before == null ? new LinkedHashSet<>(1) : before.sessions();
        if (before != null) {
            forgetName(before.person());
        }
        sessions.add(session);
        byId.put(person.userId(), new Present(person, sessions));
        byName.computeIfAbsent(person.name().key(), _ -> new HashSet<>(1)).add(person.userId());
        return sessions.size() > mostSessions ? sessions.removeFirst() : null;
    }

    synchronized void remove(Person person, Session session) {
        Present present = byId.get(person.userId());
        if (present != null
                && present.sessions().remove(session)
                && present.sessions().isEmpty()) {
            byId.remove(person.userId());
            forgetName(present.person());
        }
    }

    /** The connections of that person. */
    synchronized List<Session> sessions(UUID userId) {
        Present present = byId.get(userId);
        return present == null ? List.of() : List.copyOf(present.sessions());
    }

    /** The person of that id, if they are connected. */
    synchronized @Nullable Person find(UUID userId) {
        Present present = byId.get(userId);
        return present == null ? null : present.person();
    }

    /** Those connected who are called so. */
    public synchronized List<Person> named(String key) {
        List<Person> found = new ArrayList<>(1);
        for (UUID userId : byName.getOrDefault(key, Set.of())) {
            Present present = byId.get(userId);
            if (present != null) {
                found.add(present.person());
            }
        }
        return found;
    }

    private void forgetName(Person person) {
        Set<UUID> namesakes = byName.get(person.name().key());
        if (namesakes != null && namesakes.remove(person.userId()) && namesakes.isEmpty()) {
            byName.remove(person.name().key());
        }
    }
}
