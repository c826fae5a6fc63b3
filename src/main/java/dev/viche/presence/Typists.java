package dev.viche.presence;

import dev.viche.protocol.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who is typing in one room. Not thread safe: its room's loop owns it. */
public final class Typists {

    /** How long someone types who does not say so again. */
    public static final Duration EXPIRY = Duration.ofSeconds(6);

    private static final Duration PACE = Duration.ofSeconds(1);

    /** Who has stopped stays for the rest of the pace, or stopping and beginning in turn would be passed on each time. */
    private record Typist(Person person, Instant passedOn, boolean active) {
        Typist stops() {
            return new Typist(person, passedOn, false);
        }

        boolean isOver(Instant now) {
            return !now.isBefore(passedOn.plus(active ? EXPIRY : PACE));
        }
    }

    private final InstantSource clock;
    private final Map<UUID, Typist> typists = new HashMap<>();

    public Typists(InstantSource clock) {
        this.clock = clock;
    }

    /** Someone types. Returns whether to pass it on: at most once a second. */
    public boolean started(Person person) {
        Instant now = clock.instant();
        Typist before = typists.get(person.userId());
        if (before != null && now.isBefore(before.passedOn.plus(PACE))) {
            return false;
        }
        typists.put(person.userId(), new Typist(person, now, true));
        return true;
    }

    /** Someone stopped, said what they typed, or left. Returns whether to pass it on: only if they were typing. */
    public boolean stopped(UUID userId) {
        Typist before = typists.get(userId);
        if (before == null || !before.active()) {
            return false;
        }
        typists.put(userId, before.stops());
        return true;
    }

    /** Whether nobody is typing, nor was a moment ago. */
    public boolean isEmpty() {
        return typists.isEmpty();
    }

    /** Those who have not typed for six seconds; they are not typing any more. */
    public List<Person> expire() {
        Instant now = clock.instant();
        List<Person> expired = new ArrayList<>();
        for (Iterator<Typist> all = typists.values().iterator(); all.hasNext(); ) {
            Typist typist = all.next();
            if (typist.isOver(now)) {
                if (typist.active()) {
                    expired.add(typist.person());
                }
                all.remove();
            }
        }
        return expired;
    }
}
