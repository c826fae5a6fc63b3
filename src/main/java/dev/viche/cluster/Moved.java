package dev.viche.cluster;

/**
 * A room whose log may have grown by another process's hand.
 *
 * @param direct whether it is a direct conversation
 * @param lastSeq its newest entry
 * @param from of a direct conversation: the newest entry that was there before
 */
public record Moved(long roomId, boolean direct, long lastSeq, long from) {}
