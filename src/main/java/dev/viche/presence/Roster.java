package dev.viche.presence;

import dev.viche.protocol.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is present in one room: people, not sockets. A person is present from their first connection until the last has
 * been gone for the grace period, so that a reconnect is nobody's business. Connections to other processes on the same
 * log count too, as those processes tell of them. Not thread safe: its room's loop owns it.
 */
public final class Roster {

    /** What a join means to the others. */
    public sealed interface Arrival {
        /**
         * Someone came in. Whoever is {@code displaced} is gone: themselves under the name they had, and who had this
         * name and was only waiting out the grace period.
         */
        record Joined(List<Person> displaced) implements Arrival {}

        /** They were present already, or are not gone for long. */
        record Again() implements Arrival {}

        /** Someone present has that name. */
        record Taken() implements Arrival {}
    }

    private final InstantSource clock;
    private final Duration grace;
    private final Map<UUID, Member> members = new LinkedHashMap<>();
    private final Map<String, Member> byName = new HashMap<>();
    /** Of those who came at the same moment whoever was heard of first. */
    private final NavigableSet<Member> longestFirst = new TreeSet<>(
            Comparator.<Member, Instant>comparing(member -> member.since).thenComparingLong(member -> member.number));

    private long arrivals;
    private boolean doubles;

    public Roster(InstantSource clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
    }

    /** One more connection of this person. */
    public Arrival join(Person person) {
        if (isTaken(person)) {
            return new Arrival.Taken();
        }
        Member namesake = byName.get(person.name().key());
        Member known = members.get(person.userId());
        if (known != null && known == namesake) {
            known.connections++;
            known.gone = null;
            return new Arrival.Again();
        }
        Arrival.Joined joined = add(person, clock.instant(), known, namesake);
        added(person).connections++;
        return joined;
    }

    private Arrival.Joined add(Person person, Instant since, @Nullable Member known, @Nullable Member namesake) {
        List<Person> displaced = new ArrayList<>(0);
        Member member = new Member(person, since, arrivals++);
        if (known != null) {
            remove(known);
            displaced.add(known.person);
            member.connections = known.connections;
            member.elsewhere.addAll(known.elsewhere);
        }
        if (namesake != null) {
            remove(namesake);
            displaced.add(namesake.person);
        }
        members.put(person.userId(), member);
        byName.put(person.name().key(), member);
        longestFirst.add(member);
        return new Arrival.Joined(displaced);
    }

    private Member added(Person person) {
        return Objects.requireNonNull(members.get(person.userId()));
    }

    /** Whether someone else who is connected has their name. */
    public boolean isTaken(Person person) {
        Member namesake = byName.get(person.name().key());
        return namesake != null && namesake != members.get(person.userId()) && namesake.isConnected();
    }

    /** Whether they are connected here under this name. */
    public boolean isConnected(Person person) {
        Member known = members.get(person.userId());
        return known != null
                && known.connections > 0
                && known == byName.get(person.name().key());
    }

    /** Whether they are present: connected, or waited for. */
    public boolean knows(Person person) {
        return members.containsKey(person.userId());
    }

    /** How many connections of this person are here. */
    public int connections(UUID userId) {
        Member member = members.get(userId);
        return member == null ? 0 : member.connections;
    }

    /**
     * One connection of this person is gone.
     *
     * @param forGood whether they said so: then there is no grace period
     * @return who left with it; null when they have other connections or time to come back
     */
    public @Nullable Person depart(UUID userId, boolean forGood) {
        Member member = members.get(userId);
        if (member == null) {
            return null;
        }
        member.connections--;
        return gone(member, forGood, clock.instant());
    }

    /** Another process told of a person: connected to it. They join, or were here already; their name is theirs. */
    public Arrival seen(Person person, String instance, Instant since) {
        Member known = members.get(person.userId());
        Arrival arrival = new Arrival.Again();
        if (known == null || !known.person.name().key().equals(person.name().key())) {
            Member namesake = byName.get(person.name().key());
            // Two processes that do not know of each other yet may let in the same name; both stay, nobody is sent
            // away.
            boolean two = namesake != null && namesake.isConnected();
            doubles |= two;
            arrival = add(person, since, known, two ? null : namesake);
        }
        Member member = added(person);
        member.elsewhere.add(instance);
        member.gone = null;
        return arrival;
    }

    /**
     * Another process told of a person: not connected to it any more.
     *
     * @return who left with it, as {@link #depart} does
     */
    public @Nullable Person unseen(Person person, String instance, boolean forGood, Instant since) {
        Member member = members.get(person.userId());
        if (member == null || !member.elsewhere.remove(instance)) {
            return null;
        }
        return gone(member, forGood, since);
    }

    /** Someone who was here a moment ago, as another process knew them: they have time to come back. */
    public void expected(Person person, Instant since) {
        if (!members.containsKey(person.userId())
                && !byName.containsKey(person.name().key())) {
            add(person, since, null, null);
            added(person).gone = since.plus(grace);
        }
    }

    private @Nullable Person gone(Member member, boolean forGood, Instant since) {
        if (member.isConnected()) {
            return null;
        }
        if (forGood || grace.isZero()) {
            remove(member);
            return member.person;
        }
        member.gone = since.plus(grace);
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
        return longestFirst.stream().limit(count).map(member -> member.person).toList();
    }

    /** The person of that name among those present. */
    public @Nullable Person named(String key) {
        Member member = byName.get(key);
        return member == null ? null : member.person;
    }

    /** Whether anyone is connected here, or was until a moment ago; not only to other processes. */
    public boolean isOurs() {
        return members.values().stream().anyMatch(member -> member.connections > 0 || member.gone != null);
    }

    /** How many are present. */
    public int size() {
        return members.size();
    }

    private void remove(Member member) {
        members.remove(member.person.userId(), member);
        longestFirst.remove(member);
        String key = member.person.name().key();
        if (byName.remove(key, member) && doubles) {
            members.values().stream()
                    .filter(other -> other.person.name().key().equals(key))
                    .findFirst()
                    .ifPresent(other -> byName.put(key, other));
        }
    }

    private static final class Member {
        private final Person person;
        private final Instant since;
        private final long number;
        private final Set<String> elsewhere = new HashSet<>(0);
        private int connections;
        private @Nullable Instant gone;

        Member(Person person, Instant since, long number) {
            this.person = person;
            this.since = since;
            this.number = number;
        }

        boolean isConnected() {
            return connections > 0 || !elsewhere.isEmpty();
        }
    }
}
