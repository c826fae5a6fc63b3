package dev.viche.cluster;

import dev.viche.storage.DatabaseClock;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * On many machines: each instance writes the database's time into a row of its own, every two seconds, and is taken for
 * dead when it has not for fifteen. A database that was away must not look like the death of everybody: whoever could not
 * write its own row in time, or found it gone, takes nobody for dead until it has written for fifteen seconds again. Each
 * beat also tells this process the database's time.
 */
final class Heartbeats implements Liveness {

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration EXPIRY = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofDays(1);

    private static final String NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
    private static final String BEAT =
            "update heartbeat set seen_at = " + NOW + " where instance_id = ? returning seen_at";
    private static final String BEGIN = "insert into heartbeat (instance_id, seen_at) values (?, " + NOW
            + ") on conflict (instance_id) do update set seen_at = excluded.seen_at returning seen_at";
    private static final String SEEN = "select seen_at from heartbeat where instance_id = ?";
    private static final String FORGET = "delete from heartbeat where instance_id = ?";
    private static final String FORGET_STALE = "delete from heartbeat where seen_at < ?";

    private final String id;
    private final DataSource source;
    private final DatabaseClock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("viche-heartbeat").daemon().factory());
    private Runnable missed = () -> {};
    private volatile long lastBeat;
    private volatile long settledSince;

    Heartbeats(String id, DataSource source, DatabaseClock clock) {
        this.id = id;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public void live(Runnable missed) {
        this.missed = missed;
        try (Statements sql = new Statements(source.getConnection())) {
            begin(sql);
            sql.update(FORGET_STALE, clock.millis() - STALE.toMillis());
        } catch (SQLException e) {
            throw new IllegalStateException("this instance cannot show that it lives: " + e.getMessage(), e);
        }
        // Whoever has just come cannot know whether the database was away until now; the others tell it within two
        // beats.
        settledSince = System.nanoTime() - EXPIRY.toNanos() + 2 * INTERVAL.toNanos();
        var _ = thread.scheduleAtFixedRate(this::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void begin(Statements sql) throws SQLException {
        long asked = System.nanoTime();
        told(sql.only(row -> row.getLong(1), BEGIN, id), asked);
    }

    private void told(long millis, long asked) {
        long answered = System.nanoTime();
        clock.told(millis, asked, answered);
        lastBeat = answered;
    }

    private void beat() {
        boolean late = System.nanoTime() - lastBeat > EXPIRY.toNanos();
        try (Statements sql = new Statements(source.getConnection())) {
            long asked = System.nanoTime();
            Long seen = sql.first(row -> row.getLong(1), BEAT, id);
            if (seen == null) {
                begin(sql);
            } else {
                told(seen, asked);
            }
            if (late || seen == null) {
                settledSince = System.nanoTime();
                missed.run();
            }
        } catch (SQLException | RuntimeException e) {
            // The writer tells the operator; here the silence itself is what counts.
            LOG.debugf("A heartbeat failed: %s", e.getMessage());
        }
    }

    @Override
    public void die() {
        thread.shutdownNow();
        forget(id);
    }

    @Override
    public boolean isAlive(String other) {
        long now = System.nanoTime();
        if (now - settledSince < EXPIRY.toNanos() || now - lastBeat > EXPIRY.toNanos()) {
            return true;
        }
        try (Statements sql = new Statements(source.getConnection())) {
            Long seen = sql.first(row -> row.getLong(1), SEEN, other);
            return seen != null && clock.millis() - seen < EXPIRY.toMillis();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Never: instances of one machine have ports of their own. */
    @Override
    public boolean isBeside(String other) {
        return false;
    }

    /** None: nobody waits here for one that is about to start, since the others serve already. */
    @Override
    public List<String> alive() {
        return List.of();
    }

    @Override
    public void forget(String other) {
        try (Statements sql = new Statements(source.getConnection())) {
            sql.update(FORGET, other);
        } catch (SQLException e) {
            LOG.debugf("The heartbeat of %s is not forgotten: %s", other, e.getMessage());
        }
    }
}
