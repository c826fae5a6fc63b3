package dev.viche.messages;

import dev.viche.accounts.AccountLedger;
import dev.viche.hooks.Hooks;
import dev.viche.moderation.JoinCodes;
import dev.viche.moderation.Ruled;
import dev.viche.moderation.RulingLedger;
import dev.viche.moderation.Sanctions;
import dev.viche.storage.Engine;
import dev.viche.storage.Statements;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches, each in one transaction, over one connection that it keeps. Plain JDBC and not entities: this is the
 * one path where an insert's microseconds are the product's throughput (docs/adr/0003). Owned by the writer's thread.
 */
final class Ledger implements AutoCloseable {

    /** How often a batch is tried when the database undid it for the sake of another one. */
    private static final int TRIES = 5;

    private final DataSource source;
    private final Engine engine;
    private final Turns turns;
    private final InstantSource clock;
    private final SightingWrites sightings = new SightingWrites();
    private final RoomWrites rooms = new RoomWrites(sightings);
    private final EntryWrites entries = new EntryWrites();
    private final AccountLedger accounts = new AccountLedger();
    private final RulingLedger rulings = new RulingLedger();
    private @Nullable Statements open;
    private final LongAdder appended = new LongAdder();

    Ledger(DataSource source, Engine engine, InstantSource clock) {
        this.source = source;
        this.engine = engine;
        this.turns = switch (engine) {
            case SQLITE -> new FileTurns();
            case POSTGRESQL -> new RowTurns();
        };
        this.clock = clock;
    }

    /**
     * Carries out all of these or none.
     *
     * @return what became of each, in their order; committed when this returns
     * @throws SQLException when nothing was written
     */
    List<Written> write(List<Write> writes) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(writes);
            } catch (SQLException e) {
                if (attempt == TRIES || !isForAnothersSake(e)) {
                    throw e;
                }
            }
        }
    }

    private Appending appending() {
        return switch (engine) {
            case SQLITE -> new EachAppending();
            case POSTGRESQL -> new GatheredAppending();
        };
    }

    /** Nothing was written, and nothing is wrong (class 40: a deadlock, a serialisation failure): it is tried again. */
    private static boolean isForAnothersSake(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("40");
    }

    private List<Written> writeOnce(List<Write> writes) throws SQLException {
        Statements sql = statements();
        try {
            sql.begin();
            Instant now = Instant.ofEpochMilli(clock.millis());
            RoomTails tails = new RoomTails();
            turns.take(sql, tails, writes);
            Appending log = appending();
            log.expect(sql, writes);
            List<Written> written = new ArrayList<>(writes.size());
            for (Write write : writes) {
                written.add(write(sql, tails, log, write, now));
            }
            tails.store(sql, now);
            sql.commit();
            appended.add(
                    written.stream().filter(Written.Appended.class::isInstance).count());
            return written;
        } catch (SQLException | RuntimeException e) {
            abandon(sql, e);
            throw e;
        }
    }

    /** Writes a row back as it is, to learn whether writing works. */
    void probe() throws SQLException {
        Statements sql = statements();
        try {
            sql.begin();
            sql.update("update server set epoch = epoch where id = 1");
            sql.commit();
        } catch (SQLException | RuntimeException e) {
            abandon(sql, e);
            throw e;
        }
    }

    private Written write(Statements sql, RoomTails tails, Appending log, Write write, Instant now)
            throws SQLException {
        return switch (write) {
            case Write.OpenRoom open -> rooms.openRoom(sql, tails, open, now);
            case Write.OpenDirect open -> rooms.openDirect(sql, tails, open, now);
            case Write.Post post -> entries.post(sql, tails, log, post, now);
            case Write.Edit edit -> entries.edit(sql, tails, log, edit, now);
            case Write.Delete delete -> entries.delete(sql, tails, log, delete, now);
            case Write.MarkRead mark -> rooms.markRead(sql, tails, mark);
            case Write.Prune prune -> rooms.prune(sql, prune);
            case Write.Sight sight -> sightings.sight(sql, sight);
            case Write.Claim claim -> sightings.claim(sql, claim);
            case Write.Muster muster -> sightings.muster(sql, muster, now);
            case Write.Announce announce -> sightings.announce(sql, announce, now);
            case Write.Bury bury -> sightings.bury(sql, bury, now);
            case Write.Forget forget -> {
                accounts.forget(sql, forget.before());
                Sanctions.forget(sql, forget.before());
                JoinCodes.forget(sql, forget.before());
                yield sightings.forget(sql, forget);
            }
            case Write.Rule rule -> ruled(rulings.rule(sql, rule.ruling(), now));
            case Write.OfHook hook -> new Written.Ruled(Hooks.write(sql, hook.write(), now) ? 1 : 0);
            case Write.OfAccount account -> new Written.OfAccount(accounts.write(sql, account.write(), now));
            case Write.Barrier _ -> SightingWrites.DONE;
        };
    }

    private static Written ruled(Ruled ruled) {
        return switch (ruled) {
            case Ruled.Done done -> new Written.Ruled(done.id());
            case Ruled.Refused refused -> new Written.Refused(refused.refusal(), refused.detail());
        };
    }

    /** Entries stored so far. */
    long appended() {
        return appended.sum();
    }

    private Statements statements() throws SQLException {
        Statements sql = open;
        if (sql == null) {
            sql = new Statements(source.getConnection());
            open = sql;
        }
        return sql;
    }

    /**
     * After a failure the connection may be broken in ways it does not tell: one that was opened while the disk was
     * read-only stays so. The next batch gets a new one, and not one of the pool that is no better.
     */
    private void abandon(Statements sql, Exception cause) {
        open = null;
        try (sql) {
            sql.rollback();
        } catch (SQLException e) {
            // Mostly since SQLite has rolled back by itself.
            cause.addSuppressed(e);
        }
        if (source instanceof AgroalDataSource pool) {
            pool.flush(AgroalDataSource.FlushMode.IDLE);
        }
    }

    @Override
    public void close() throws SQLException {
        Statements sql = open;
        open = null;
        if (sql != null) {
            sql.close();
        }
    }
}
