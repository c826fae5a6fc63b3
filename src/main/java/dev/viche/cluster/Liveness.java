package dev.viche.cluster;

import java.util.List;

/** How the processes on one log show each other that they live. Safe for any thread; may wait for the disk or the network. */
interface Liveness {

    /**
     * Shows the others that this process lives, from now on.
     *
     * @param missed called when it lived and the others had reason to take it for dead: they may have told so
     */
    void live(Runnable missed);

    /** Shows the others that this process is gone. */
    void die();

    /** Whether another process lives. In doubt it does. */
    boolean isAlive(String other);

    /** Whether a port of another process is the same port here. */
    boolean isBeside(String other);

    /** The other processes that live and may not have announced themselves yet, as far as that can be told. */
    List<String> alive();

    /** Nothing is left of a process that is gone. */
    void forget(String other);
}
