package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import java.util.List;
import java.util.UUID;

/**
 * What crosses the bus: one piece of news and who tells it. Instances of two releases read each other's for the length of
 * a rollout, so what is written here is what the release before understands (CONTRIBUTING.md).
 *
 * @param from the instance that tells it
 */
record Envelope(String from, News news) {

    /** The version that is written. A reader skips what is newer: it finds the same in the log. */
    static final int VERSION = 1;

    /** What there is to tell. */
    sealed interface News {}

    /** Committed entries of a room, in ascending order. */
    record Entries(long roomId, List<Change> entries) implements News {}

    /** Someone began or stopped typing. */
    record Typing(long roomId, Person person, boolean active) implements News {}

    /** Someone has read up to {@code seq}. */
    record Read(long roomId, Person reader, long seq) implements News {}

    /** Tables changed that the others are to look at. */
    record Look() implements News {}

    /** The direct conversation of these two grew. */
    record Direct(List<UUID> pair) implements News {}

    /** To oneself, to learn whether the way there and back is open. */
    record Echo(long round) implements News {}

    /** What became of reading one. */
    sealed interface Opened {}

    /** It was read. */
    record Legible(Envelope envelope) implements Opened {}

    /** A later release wrote it, and this one does not know what it means. */
    record Newer(String what) implements Opened {}

    /** It is no envelope. */
    record Garbled(String why) implements Opened {}
}
