package dev.viche.live;

import dev.viche.protocol.Person;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to this instance, in whichever room. Any thread may ask; the lock is held for a look-up only, never
 * while anything is sent.
 */
@Singleton
public class People {

    private record Present(Person person, Set<Session> sessions) {}

    private final Map<UUID, Present> byId = new HashMap<>();
    private final Map<String, Set<UUID>> byName = new HashMap<>();

    synchronized void add(Person person, Session session) {
        Present before = byId.get(person.userId());
        Set<Session> sessions = before == null ? new HashSet<>(1) : before.sessions();
        if (before != null) {
            forgetName(before.person());
        }
        sessions.add(session);
        byId.put(person.userId(), new Present(person, sessions));
        byName.computeIfAbsent(person.name().key(), _ -> new HashSet<>(1)).add(person.userId());
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
    synchronized List<Person> named(String key) {
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
