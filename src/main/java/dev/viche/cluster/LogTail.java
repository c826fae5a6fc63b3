package dev.viche.cluster;

import dev.viche.accounts.AccessRevoked;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.moderation.AuditEntry;
import dev.viche.presence.Sighting;
import dev.viche.storage.Engine;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows what other processes on the same log write, while there are any: entries, and who is where. SQLite is asked
 * whether the file changed, which costs microseconds, every ten milliseconds while there is a neighbour and ten times a
 * second while there is none; PostgreSQL when another instance says so over the bus, and once a second in case it did and
 * was not heard, or four times while the bus is down. Only what is new is read.
 */
@Singleton
public class LogTail {

    private static final Logger LOG = Logger.getLogger(LogTail.class);
    private static final Duration ACCOMPANIED = Duration.ofMillis(10);
    private static final Duration ALONE = Duration.ofMillis(100);
    private static final Duration TOLD = Duration.ofSeconds(1);
    private static final Duration UNTOLD = Duration.ofMillis(250);
    private static final Duration LIVENESS = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final DataSource source;
    private final Engine engine;
    private final Instance self;
    private final GroupCommit commit;
    private final Bus bus;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("viche-tail").daemon().unstarted(this::run);
    private Consumer<Sighting> sightings = _ -> {};
    private Consumer<Moved> moves = _ -> {};
    private Consumer<AccessRevoked> revocations = _ -> {};
    private Consumer<AuditEntry> rulings = _ -> {};
    private volatile List<Neighbour> neighbours = List.of();
    private volatile boolean stopped;
    private volatile boolean asked;
    private boolean failing;
    private long lastVersion = -1;
    private long lastLook;
    private long lastCompany = System.nanoTime() - FAREWELL.toNanos();

    LogTail(DataSource source, Engine engine, Instance self, GroupCommit commit, Bus bus, InstantSource clock) {
        this.source = source;
        this.engine = engine;
        this.self = self;
        this.commit = commit;
        this.bus = bus;
        this.clock = clock;
    }

    /**
     * Sees who is there at this moment, and declares those dead that died without a word: the people they had count as
     * away from now on. Waits for the database.
     */
    public void lookAround() {
        try (TailReader reader = new TailReader(source, engine, clock.millis())) {
            neighbours = alive(reader.neighbours(self));
        } catch (SQLException e) {
            LOG.warnf("Other processes on the log cannot be looked for: %s", e.getMessage());
        }
    }

    /**
     * Starts following.
     *
     * @param sightings told where people are with other processes; must not block
     * @param moves told of rooms that other processes may have written to; must not block
     * @param revocations told of access that ended; must not block
     * @param rulings told of what was done to rooms and people, by this process too; may wait for the disk
     */
    public void start(
            Consumer<Sighting> sightings,
            Consumer<Moved> moves,
            Consumer<AccessRevoked> revocations,
            Consumer<AuditEntry> rulings) {
        this.rulings = rulings;
        this.sightings = sightings;
        this.moves = moves;
        this.revocations = revocations;
        thread.start();
    }

    /** Something was written that the tail is to tell of: it looks at once. */
    public void look() {
        asked = true;
        LockSupport.unpark(thread);
    }

    /** Stops following, and waits, two seconds at most, until what is being read is read: the database is closed next. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(LAST_LOOK)) {
                LOG.warn("The log is still being followed at the end; what is found is told to nobody.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether another process is about to serve: it lives, and has not announced itself. Waits for the disk. */
    public boolean someoneStarts() {
        List<String> known = neighbours.stream().map(Neighbour::id).toList();
        return self.alive().stream().anyMatch(id -> !known.contains(id));
    }

    /** The other processes on this log, as of a moment ago. */
    public List<Neighbour> neighbours() {
        return neighbours;
    }

    private void run() {
        TailReader reader = null;
        while (!stopped) {
            asked = false;
            try {
                if (reader == null) {
                    reader = new TailReader(source, engine, clock.millis());
                }
                poll(reader);
                failing = false;
            } catch (SQLException | RuntimeException e) {
                failed(e);
                close(reader);
            }
            rest();
        }
        close(reader);
    }

    /** Those who ask come in bursts, and one look is for all of them. */
    private void rest() {
        long since = System.nanoTime();
        long pause = pause().toNanos();
        while (!stopped) {
            long left = (asked ? ACCOMPANIED.toNanos() : pause) - (System.nanoTime() - since);
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private Duration pause() {
        return switch (engine) {
            case SQLITE -> neighbours.isEmpty() ? ALONE : ACCOMPANIED;
            case POSTGRESQL -> bus.isUp() ? TOLD : UNTOLD;
        };
    }

    private void poll(TailReader reader) throws SQLException {
        long version = reader.version();
        long now = System.nanoTime();
        boolean look = now - lastLook > LIVENESS.toNanos();
        if (version == lastVersion && !look) {
            return;
        }
        // Always, since a process that is about to announce itself may be the one that ends someone's access.
        reader.revocations(revocations);
        reader.rulings(rulings);
        List<Neighbour> rows = reader.neighbours(self);
        if (look) {
            lastLook = now;
            rows = alive(rows);
        }
        // Many instances come and go by themselves; of those on a machine one is told before another follows.
        if (engine == Engine.POSTGRESQL || !rows.isEmpty() || !neighbours.isEmpty()) {
            lastCompany = now;
        }
        neighbours = rows;
        // The last to go leaves something to read: what it wrote, and that those it had are away.
        if (now - lastCompany < FAREWELL.toNanos()) {
            reader.sightings(self.id(), sightings);
            reader.moves(moves);
        } else {
            reader.skip(clock.millis());
        }
        lastVersion = version;
    }

    private List<Neighbour> alive(List<Neighbour> rows) {
        return rows.stream().filter(this::isAlive).toList();
    }

    private boolean isAlive(Neighbour neighbour) {
        if (self.isAlive(neighbour.id())) {
            return true;
        }
        LOG.infof("Instance %s is gone; those it had have the grace period to come back.", neighbour.id());
        commit.submit(new Write.Bury(neighbour.id()), _ -> self.forget(neighbour.id()));
        return false;
    }

    private void failed(Exception e) {
        if (!failing && !stopped) {
            failing = true;
            LOG.warnf("The log cannot be followed: %s. It is tried again.", e.getMessage());
        }
    }

    private static void close(@Nullable TailReader reader) {
        if (reader != null) {
            reader.close();
        }
    }
}
