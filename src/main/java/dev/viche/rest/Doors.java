package dev.viche.rest;

import dev.viche.accounts.Bot;
import dev.viche.accounts.Scope;
import dev.viche.live.Correspondents;
import dev.viche.live.Standings;
import dev.viche.moderation.Bans;
import dev.viche.moderation.Standing;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomDirectory;
import dev.viche.rooms.RoomKind;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one door to a room over REST: an open room is anyone's whom nobody banned, a closed one its members', a direct
 * conversation its two people's. What is not there and what is not the caller's get the same answer.
 */
@RequestScoped
class Doors {

    private final Caller caller;
    private final RoomDirectory directory;
    private final Correspondents correspondents;
    private final Standings standings;

    Doors(Caller caller, RoomDirectory directory, Correspondents correspondents, Standings standings) {
        this.caller = caller;
        this.directory = directory;
        this.correspondents = correspondents;
        this.standings = standings;
    }

    /** A room the caller may read, and how they stand in it. */
    record Entered(Room room, Standing standing) {}

    /** The room of that name, which the caller may read. */
    Entered enter(String room) {
        Name name = Name.of("room", room);
        return name.isDirect() ? direct(name) : named(name);
    }

    static Problem notFound() {
        return new Problem(
                Refusal.ROOM_NOT_FOUND, "There is no such room for you; GET /api/v1/rooms lists the open ones.");
    }

    private Entered named(Name name) {
        RoomDirectory.Listed found = directory.find(name);
        if (found == null) {
            throw notFound();
        }
        Person person = caller.known();
        Bot bot = caller.bot();
        if (bot != null && !bot.may(Scope.READ, found.id())) {
            throw notFound();
        }
        Standing standing = standings.of(found.id(), person == null ? null : person.userId(), caller.network());
        if (found.settings().closed() && (person == null || !found.room().admits(person.userId(), standing.rank()))) {
            throw notFound();
        }
        check(standing);
        return new Entered(found.room(), standing);
    }

    private Entered direct(Name name) {
        Person person = caller.known();
        Person other = person == null || caller.bot() != null ? null : partner(person, name);
        Long id = person == null || other == null ? null : directory.direct(person.userId(), other.userId());
        if (person == null || other == null || id == null) {
            throw notFound();
        }
        Room room =
                new Room(id, RoomKind.DIRECT, Room.directKey(person.userId(), other.userId()), List.of(person, other));
        return new Entered(room, Standing.STRANGER);
    }

    /** The other one of the direct conversation of that name; null when it names nobody the caller may speak to. */
    @Nullable
    Person partner(Person person, Name name) {
        check(standings.of(0, person.userId(), caller.network()));
        return correspondents.lookUp(person, name.value().substring(1)) instanceof Correspondents.Found.One one
                ? one.person()
                : null;
    }

    private static void check(Standing standing) {
        if (standing.ban() != null) {
            throw new Problem(Refusal.FORBIDDEN, Bans.words(standing.ban()));
        }
    }
}
