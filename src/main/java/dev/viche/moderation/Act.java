package dev.viche.moderation;

/** What is counted for each user and for each address, over all their connections. */
public enum Act {
    /** Opening a socket; joining a room with it. */
    JOIN,
    /** A frame that the log is asked to store: a message, a private one, an edit, a deletion. */
    MESSAGE,
    /** Telling a room that one types. */
    TYPING,
    /** Asking a socket for a page of the log. */
    HISTORY,
    /** A REST call that changes nothing. */
    READ,
    /** A REST call that does. */
    WRITE
}
