package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import java.util.List;
import java.util.UUID;

/**
 * Tells the other instances on the log at once what they would find in it a moment later. It is a wake-up call and never
 * the truth: whatever it loses, doubles or brings out of order costs a read of the log and nothing else.
 *
 * <p>What an instance tells it does not hear itself. Nothing here blocks, from whatever thread it is called, and nothing
 * throws because others cannot be reached: what waits is bounded, and what does not fit is dropped and counted.
 */
public interface Bus extends AutoCloseable {

    /** Hears what other instances tell. Called on the bus's threads, must not block, and may be told a thing twice. */
    interface Ear {

        /** These entries of that room are committed; their order is the log's, and some may be missing. */
        void entries(long roomId, List<Change> entries);

        /** Someone in that room began or stopped typing. */
        void typing(long roomId, Person person, boolean active);

        /** Someone in that room has read up to there. */
        void read(long roomId, Person reader, long seq);

        /** Something was written that is to be read from the log's tables now; or it may have been, and was not heard. */
        void look();

        /** The direct conversation of these two grew. */
        void direct(List<UUID> pair);
    }

    /**
     * Begins, and returns before anyone can be reached.
     *
     * @param log the log's epoch: instances hear only those on the same log
     * @param self the name of this instance
     */
    void start(String log, String self, Ear ear);

    /** Tells of committed entries, in the order of their commits. */
    void publish(List<Change> entries);

    /** Tells that someone in that room began or stopped typing. */
    void typing(long roomId, Person person, boolean active);

    /** Tells that someone in that room has read up to there. */
    void read(long roomId, Person reader, long seq);

    /** Lets the others look at once at what is only in tables: who is where, what was ruled, whose access ended. */
    void look();

    /** Tells that the direct conversation of these two grew, to those who have not got it live. */
    void direct(List<UUID> pair);

    /** From now on what is told of that room is to be heard here; once it is, the ear is told to look. */
    void follow(long roomId);

    /** Nobody here reads that room any more. */
    void unfollow(long roomId);

    /** Whether others are told at once; else they find it in the log. */
    boolean isUp();

    /** Tells what waits, and ends. */
    @Override
    void close();
}
