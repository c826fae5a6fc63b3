package dev.viche.lifecycle;

import jakarta.inject.Singleton;

/** What the server is doing, for its health checks. */
@Singleton
public class ServerState {

    /** The stages of a server's life, in order. */
    public enum Stage {
        STARTING,
        SERVING,
        STOPPING
    }

    private volatile Stage stage = Stage.STARTING;

    /** The present stage. */
    public Stage stage() {
        return stage;
    }

    synchronized void started() {
        if (stage == Stage.STARTING) {
            stage = Stage.SERVING;
        }
    }

    /** The server begins to stop. Returns false when it has begun already. */
    synchronized boolean stopping() {
        boolean first = stage != Stage.STOPPING;
        stage = Stage.STOPPING;
        return first;
    }
}
