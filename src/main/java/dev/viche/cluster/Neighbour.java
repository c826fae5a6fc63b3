package dev.viche.cluster;

/**
 * Another process on the same log.
 *
 * @param port the HTTP port it serves; {@link #ELSEWHERE} where its ports are not ours
 * @param stopping whether it is going away
 */
public record Neighbour(String id, int port, boolean stopping) {

    /** The port of one that cannot share ours: it has a network of its own. */
    static final int ELSEWHERE = -1;
}
