package dev.viche.rooms;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.util.List;
import java.util.UUID;

/**
 * A room as it is stored.
 *
 * @param id its number in the database
 * @param name what it is called; of a direct conversation, the key made of its two user ids
 * @param pair the two people of a direct conversation; empty otherwise
 * @param settings what else it is like, as of when this was read
 */
public record Room(long id, RoomKind kind, String name, List<Person> pair, RoomSettings settings) {

    /** One that nobody has set anything for. */
    public Room(long id, RoomKind kind, String name, List<Person> pair) {
        this(id, kind, name, pair, RoomSettings.PLAIN);
    }

    /** Whether someone of that rank, and of that id, may enter, read and be told of it. */
    public boolean admits(UUID userId, Rank rank) {
        return switch (kind) {
            case OPEN -> !settings.closed() || rank.isAtLeast(Rank.MEMBER);
            case DIRECT -> pair.stream().anyMatch(person -> person.userId().equals(userId));
        };
    }

    /** What the room is called to this reader: a direct conversation bears the other one's name. */
    public String nameFor(UUID reader) {
        return switch (kind) {
            case OPEN -> name;
            case DIRECT -> Name.DIRECT + other(reader).name().value();
        };
    }

    /** The other one of a direct conversation. */
    public Person other(UUID userId) {
        return pair.stream()
                .filter(person -> !person.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("room " + id + " is not a conversation of two"));
    }

    /** The unique name of the conversation of these two, whoever begins it. */
    public static String directKey(UUID one, UUID two) {
        String a = one.toString();
        String b = two.toString();
        return Name.DIRECT + (a.compareTo(b) < 0 ? a + ":" + b : b + ":" + a);
    }
}
