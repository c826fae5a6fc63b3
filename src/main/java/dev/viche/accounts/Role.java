package dev.viche.accounts;

/** What an account may do on the whole server; in a room, that room's own roles count besides. */
public enum Role {
    /** What everyone may. */
    USER,
    /** A program's: what its token says, in one room. */
    BOT,
    /** Everything. */
    ADMIN
}
