package dev.viche.cluster;

import dev.viche.config.VicheConfig;
import dev.viche.storage.DatabaseClock;
import dev.viche.storage.Engine;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** This process among those that serve the log. */
@Singleton
public class Instance {

    private final String id = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    private final Liveness liveness;

    Instance(VicheConfig config, Engine engine, DataSource source, DatabaseClock clock) {
        this.liveness = switch (engine) {
            case SQLITE -> new LockFiles(id, config.dataDir());
            case POSTGRESQL -> new Heartbeats(id, source, clock);
        };
    }

    /** Names this process, anew at each start. */
    public String id() {
        return id;
    }

    /**
     * Shows the others that this process lives. Waits for the database.
     *
     * @param missed called when it lived and the others had reason to take it for dead: they may have told so
     */
    public void live(Runnable missed) {
        liveness.live(missed);
    }

    /** Shows the others that this process is gone. */
    public void die() {
        liveness.die();
    }

    /** Whether another process lives. In doubt it does. */
    boolean isAlive(String other) {
        return liveness.isAlive(other);
    }

    /** Whether a port of another process is the same port here. */
    boolean isBeside(String other) {
        return liveness.isBeside(other);
    }

    /** The other processes that live and may not have announced themselves yet, as far as that can be told. */
    List<String> alive() {
        return liveness.alive();
    }

    /** Nothing is left of a process that is gone. */
    void forget(String other) {
        liveness.forget(other);
    }
}
