package dev.viche.messages;

/** What a row of the log is. */
enum EntryKind {
    POSTED,
    EDITED,
    DELETED
}
