package dev.viche.moderation;

import dev.viche.protocol.Refusal;

/** What became of a {@link Ruling}. */
public sealed interface Ruled {

    /**
     * It is done.
     *
     * @param id the number of what was made: a room, a code, a mute or ban; the room's for what was joined; else 0
     */
    record Done(long id) implements Ruled {}

    /** It is not. */
    record Refused(Refusal refusal, String detail) implements Ruled {}
}
