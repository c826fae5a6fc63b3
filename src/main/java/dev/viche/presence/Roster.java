package dev.viche.presence;

import dev.viche.protocol.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is present in one room: people, not sockets. A person is present from their first connection until the last has
 * been gone for the grace period, so that a reconnect is nobody's business. Not thread safe: its room's loop owns it.
 */
public final class Roster {

    /** What a join means to the others. */
    public sealed interface Arrival {
        /** Someone came in; whoever is {@code displaced} is gone, and was only waiting out the grace period. */
        record Joined(@Nullable Person displaced) implements Arrival {}

        /** They were present already. */
        record Again() implements Arrival {}

        /** Someone present has that name. */
        record Taken() implements Arrival {}
    }

    private final InstantSource clock;
    private final Duration grace;
    private final Map<UUID, Member> members = new LinkedHashMap<>();
    private final Map<String, Member> byName = new HashMap<>();

    public Roster(InstantSource clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
    }

    /** One more connection of this person. */
    public Arrival join(Person person) {
        Member namesake = byName.get(person.name().key());
        Member known = members.get(person.userId());
        if (namesake != null && namesake != known && namesake.connections > 0) {
            return new Arrival.Taken();
        }
        if (known != null && known == namesake) {
            known.connections++;
            known.gone = null;
            return new Arrival.Again();
        }
        // A new name for someone present, or the name of someone in their grace period: that one is gone.
        Member displaced = namesake != null ? namesake : known;
        int connections = 1;
        if (known != null) {
            remove(known);
            connections += known.connections;
        }
        if (namesake != null) {
            remove(namesake);
        }
        Member member = new Member(person, connections);
        members.put(person.userId(), member);
        byName.put(person.name().key(), member);
        return new Arrival.Joined(displaced == null ? null : displaced.person);
    }

    /**
     * One connection of this person is gone.
     *
     * @param forGood whether they said so: then there is no grace period
     * @return who left with it; null when they have other connections or time to come back
     */
    public @Nullable Person depart(UUID userId, boolean forGood) {
        Member member = members.get(userId);
        if (member == null || --member.connections > 0) {
            return null;
        }
        if (forGood || grace.isZero()) {
            remove(member);
            return member.person;
        }
        member.gone = clock.instant().plus(grace);
        return null;
    }

    /** Those whose grace period is over; they are not present any more. */
    public List<Person> expire() {
        Instant now = clock.instant();
        List<Member> over = members.values().stream()
                .filter(member -> member.gone != null && !member.gone.isAfter(now))
                .toList();
        over.forEach(this::remove);
        return over.stream().map(member -> member.person).toList();
    }

    /** When {@link #expire} will next find someone; null when nobody is in their grace period. */
    public @Nullable Instant nextExpiry() {
        return members.values().stream()
                .map(member -> member.gone)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those present, longest first, at most that many. */
    public List<Person> first(int count) {
        List<Person> first = new ArrayList<>(Math.min(count, members.size()));
        for (Member member : members.values()) {
            if (first.size() == count) {
                break;
            }
            first.add(member.person);
        }
        return first;
    }

    /** The person of that name among those present. */
    public @Nullable Person named(String key) {
        Member member = byName.get(key);
        return member == null ? null : member.person;
    }

    /** How many are present. */
    public int size() {
        return members.size();
    }

    private void remove(Member member) {
        members.remove(member.person.userId(), member);
        byName.remove(member.person.name().key(), member);
    }

    private static final class Member {
        private final Person person;
        private int connections;
        private @Nullable Instant gone;

        Member(Person person, int connections) {
            this.person = person;
            this.connections = connections;
        }
    }
}
