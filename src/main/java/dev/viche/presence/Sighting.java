package dev.viche.presence;

import dev.viche.protocol.Person;
import java.time.Instant;

/**
 * What a process told the others of a person in a room.
 *
 * @param roomId the room
 * @param person who, as they are called there
 * @param instance the process they are, or were, connected to
 * @param since when that began
 */
public record Sighting(long roomId, Person person, String instance, Stage stage, Instant since) {

    /** Where a person is with a process. */
    public enum Stage {
        /** Connected. */
        HERE,
        /** Not connected any more, for now. */
        AWAY,
        /** Gone by their own wish. */
        LEFT
    }
}
