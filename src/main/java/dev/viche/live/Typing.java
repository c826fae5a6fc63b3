package dev.viche.live;

import dev.viche.presence.Typists;
import dev.viche.protocol.Person;
import dev.viche.protocol.ServerFrame;
import java.time.InstantSource;
import java.util.UUID;

/** Who types in a live room, and what the others are told of it. Owned by the room's home loop. */
final class Typing {

    private static final long CHECK_MILLIS = 1000;

    private final Shard home;
    private final Audience audience;
    private final Typists typists;

    Typing(Shard home, InstantSource clock, Audience audience) {
        this.home = home;
        this.audience = audience;
        this.typists = new Typists(clock);
    }

    /** Someone began or stopped typing. Returns whether anyone was told of it. */
    boolean active(Person person, boolean active) {
        boolean wasIdle = typists.isEmpty();
        boolean told = active ? typists.started(person) : typists.stopped(person.userId());
        if (told) {
            tell(person, active);
        }
        if (wasIdle && active) {
            home.schedule(this::expire, CHECK_MILLIS);
        }
        return told;
    }

    /** Someone said what they typed; the message tells. */
    void said(UUID userId) {
        typists.stopped(userId);
    }

    /** Someone left, and types no more. */
    void left(Person person) {
        if (typists.stopped(person.userId())) {
            tell(person, false);
        }
    }

    private void expire() {
        typists.expire().forEach(person -> tell(person, false));
        if (!typists.isEmpty()) {
            home.schedule(this::expire, CHECK_MILLIS);
        }
    }

    private void tell(Person person, boolean active) {
        audience.tell(new ServerFrame.Typing(person.userId(), person.name().value(), active));
    }
}
