package dev.viche.rooms;

/** Who may enter a room. */
public enum RoomKind {
    /** Anyone. */
    OPEN,
    /** The two people it was made for. */
    DIRECT
}
