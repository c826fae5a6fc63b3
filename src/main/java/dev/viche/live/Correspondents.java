package dev.viche.live;

import dev.viche.cluster.Whereabouts;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.RoomDirectory;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a caller means by a user id or a name. A name is looked for among those in the caller's room, then among
 * those they have spoken with, then among all who are connected, to whichever process; when it still names several, the caller must say which.
 */
@Singleton
public class Correspondents {

    /** Whom the caller means. */
    public sealed interface Found {
        /** This one. */
        record One(Person person) implements Found {}

        /** No one, or no one certain; the answer to give. */
        record None(Refusal refusal, String detail) implements Found {}
    }

    private static final Pattern USER_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Found NOBODY = new Found.None(
            Refusal.NOT_FOUND, "Nobody of that name or user_id is here or has spoken with you; check it.");

    private final People people;
    private final Whereabouts whereabouts;
    private final RoomDirectory directory;
    private final LogReaders readers;

    Correspondents(People people, Whereabouts whereabouts, RoomDirectory directory, LogReaders readers) {
        this.people = people;
        this.whereabouts = whereabouts;
        this.directory = directory;
        this.readers = readers;
    }

    /**
     * Looks for the person meant.
     *
     * @param near the caller's room, if they are in one
     * @param answer called once, on some thread, and must not block
     */
    void find(Person caller, String meant, @Nullable LiveRoom near, Consumer<Found> answer) {
        if (near == null || USER_ID.matcher(meant).matches()) {
            search(caller, meant, answer);
            return;
        }
        near.named(keyOf(meant), person -> {
            if (person == null) {
                search(caller, meant, answer);
            } else {
                answer.accept(checked(caller, person));
            }
        });
    }

    private void search(Person caller, String meant, Consumer<Found> answer) {
        readers.read(
                () -> answer.accept(lookUp(caller, meant)),
                () -> answer.accept(
                        new Found.None(Refusal.STORAGE_UNAVAILABLE, "The server is busy; send it again in a moment.")));
    }

    /** As {@link #find} without a room. Blocks on the database: never call it on an event loop. */
    public Found lookUp(Person caller, String meant) {
        return USER_ID.matcher(meant).matches() ? byId(caller, UUID.fromString(meant)) : byName(caller, meant);
    }

    private Found byId(Person caller, UUID userId) {
        Person known = people.find(userId);
        if (known == null) {
            known = directory.partner(caller.userId(), userId);
        }
        if (known == null) {
            known = whereabouts.known(userId).stream().findFirst().orElse(null);
        }
        return known == null ? NOBODY : checked(caller, known);
    }

    private Found byName(Person caller, String meant) {
        Name name;
        try {
            name = Name.of("The name", meant);
        } catch (FrameRefused e) {
            return new Found.None(e.refusal(), e.detail());
        }
        List<Person> partners = directory.partners(caller.userId(), name);
        if (!partners.isEmpty()) {
            return new Found.One(partners.getFirst());
        }
        List<Person> present = called(name.key());
        return switch (present.size()) {
            case 0 -> NOBODY;
            case 1 -> checked(caller, present.getFirst());
            default ->
                new Found.None(Refusal.CONFLICT, "Several people are called so; give the user_id of the one you mean.");
        };
    }

    /** Those who are called so among all who are connected. Blocks on the database: never call it on an event loop. */
    public List<Person> called(String key) {
        Map<UUID, Person> found = new LinkedHashMap<>();
        people.named(key).forEach(person -> found.put(person.userId(), person));
        whereabouts.named(key).forEach(person -> found.putIfAbsent(person.userId(), person));
        return List.copyOf(found.values());
    }

    private static Found checked(Person caller, Person found) {
        return found.userId().equals(caller.userId())
                ? new Found.None(Refusal.FORBIDDEN, "A direct conversation needs someone else; that is you.")
                : new Found.One(found);
    }

    private static String keyOf(String meant) {
        try {
            return Name.of("to", meant).key();
        } catch (FrameRefused e) {
            return "";
        }
    }
}
