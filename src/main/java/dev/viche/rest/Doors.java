package dev.viche.rest;

import dev.viche.live.Correspondents;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.RoomDirectory;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * The one door to a room over REST: an open room is anyone's, a direct conversation its two people's. What is not there
 * and what is not the caller's get the same answer.
 */
@RequestScoped
class Doors {

    private final Caller caller;
    private final RoomDirectory directory;
    private final Correspondents correspondents;

    Doors(Caller caller, RoomDirectory directory, Correspondents correspondents) {
        this.caller = caller;
        this.directory = directory;
        this.correspondents = correspondents;
    }

    /** The number of the room, which the caller may read. */
    long enter(String room) {
        Name name = Name.of("room", room);
        Long id = name.isDirect() ? direct(name) : open(name);
        if (id == null) {
            throw notFound();
        }
        return id;
    }

    static Problem notFound() {
        return new Problem(
                Refusal.ROOM_NOT_FOUND, "There is no such room for you; GET /api/v1/rooms lists the open ones.");
    }

    private @Nullable Long open(Name name) {
        RoomDirectory.Listed found = directory.find(name);
        return found == null ? null : found.id();
    }

    private @Nullable Long direct(Name name) {
        Person person = caller.known();
        Person other = person == null ? null : partner(person, name);
        return person == null || other == null ? null : directory.direct(person.userId(), other.userId());
    }

    /** The other one of the direct conversation of that name; null when it names nobody the caller may speak to. */
    @Nullable
    Person partner(Person person, Name name) {
        return correspondents.lookUp(person, name.value().substring(1)) instanceof Correspondents.Found.One one
                ? one.person()
                : null;
    }
}
