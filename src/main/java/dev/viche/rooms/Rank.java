package dev.viche.rooms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What someone is in a room; each may what those before it may. */
public enum Rank {
    /** Whoever may enter: anyone an open room, nobody a closed one. */
    NOBODY,
    /** Let into a closed room; in an open one no more than known. */
    MEMBER,
    /** Keeps order: topic, invitations, kicking, muting, banning, deleting. */
    MODERATOR,
    /** Decides what the room is: name, who may enter, how long it keeps, who moderates. */
    OWNER,
    /** The server's admin, in every room but direct conversations. Stored with the account, given to nobody here. */
    ADMIN;

    /** Whether this is at least that. */
    public boolean isAtLeast(Rank other) {
        return compareTo(other) >= 0;
    }

    /** As it is called on the wire; null for nobody. */
    public @Nullable String wireName() {
        return this == NOBODY ? null : name().toLowerCase(Locale.ROOT);
    }
}
