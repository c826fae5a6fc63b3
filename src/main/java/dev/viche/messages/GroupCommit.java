package dev.viche.messages;

import dev.viche.accounts.AccountWrite;
import dev.viche.accounts.AccountWritten;
import dev.viche.metrics.ChatMetrics;
import dev.viche.protocol.Refusal;
import dev.viche.storage.Engine;
import dev.viche.storage.StorageState;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The one writer of the log. Many senders share one commit, and so one fsync: the writer's thread takes all that waits,
 * with no added delay, and writes it in one transaction. While that transaction commits the next batch gathers, so the
 * batch grows with the load by itself.
 *
 * <p>What waits is bounded; a write that finds the queue full is refused and may be sent again. Nobody waits on a
 * thread: each write brings a callback, which is called on the writer's thread after the commit and must not block.
 * Entries are published before their callbacks, in commit order.
 *
 * <p>When a batch fails because of one write in it, each of its writes is tried alone, so that it fails alone. When it
 * fails because the storage does, none is tried again: all are refused with {@code storage_unavailable}, readiness
 * turns false, and while nothing else comes the writer itself looks once a second whether it can write again.
 */
@Singleton
public class GroupCommit implements AutoCloseable {

    /** Most writes that wait; at the longest texts some 50 MiB. */
    static final int QUEUE = 8192;

    /** Most writes in one transaction: beyond it a larger batch is no cheaper (docs/adr/0003). */
    static final int BATCH = 512;

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Written UNAVAILABLE = new Written.Refused(
            Refusal.STORAGE_UNAVAILABLE, "It could not be stored, so it is not done. Send it again in a moment.");
    private static final Written DRAINING =
            new Written.Refused(Refusal.DRAINING, "This server is going away; reconnect and send it again.");
    private static final Written FAULT = new Written.Refused(
            Refusal.INTERNAL, "The server could not carry this out; it is logged. Send it again in a moment.");

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Ledger ledger;
    private final StorageState storage;
    private final InstantSource clock;
    private final ChatMetrics metrics;
    private final Thread writer;
    private Consumer<List<Change>> publish = changes -> {};
    private final LongAdder acknowledged = new LongAdder();
    private volatile boolean stopping;
    private volatile boolean stopped;

    GroupCommit(DataSource source, Engine engine, StorageState storage, InstantSource clock, ChatMetrics metrics) {
        this.ledger = new Ledger(source, engine, clock);
        this.storage = storage;
        this.clock = clock;
        this.metrics = metrics;
        this.writer = Thread.ofPlatform().name("viche-writer").unstarted(this::run);
    }

    /**
     * Starts writing.
     *
     * @param publish takes committed entries in commit order; called on the writer's thread, must not block
     */
    public void start(Consumer<List<Change>> publish) {
        this.publish = publish;
        writer.start();
    }

    /**
     * Hands a write to the writer.
     *
     * @param answer called once: on the writer's thread after the commit, or at once when the write is refused
     */
    public void submit(Write write, Consumer<Written> answer) {
        if (stopping) {
            answer.accept(DRAINING);
        } else if (!queue.offer(new Waiting(write, answer, System.nanoTime()))) {
            answer.accept(UNAVAILABLE);
        } else if (stopped) {
            refuseWaiting();
        }
    }

    /** Hands an account's write to the writer; {@code answer} is called as in {@link #submit}. */
    public void submitOfAccount(AccountWrite write, Consumer<AccountWritten> answer) {
        submit(
                new Write.OfAccount(write),
                written -> answer.accept(
                        switch (written) {
                            case Written.OfAccount account -> account.outcome();
                            case Written.Refused refused ->
                                new AccountWritten.Refused(refused.refusal(), refused.detail());
                            default -> throw new IllegalStateException("an account's write was answered by " + written);
                        }));
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        stopping = true;
        // Wakes the writer, should it be waiting for something to do. After the line above, or it would wait on.
        if (!queue.offer(new Waiting(new Write.Barrier(), _ -> {}, System.nanoTime()))) {
            LOG.debug("The queue is full, so the writer is awake.");
        }
        if (writer.getState() == Thread.State.NEW) {
            stopped = true;
            refuseWaiting();
            return;
        }
        try {
            if (!writer.join(STOP)) {
                LOG.errorf(
                        "The log's writer did not finish within %d s; %d writes are not stored and were not acknowledged.",
                        STOP.toSeconds(), queue.size());
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>(BATCH);
        try (ledger) {
            while (!stopping || !queue.isEmpty()) {
                Waiting first = queue.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    commit(batch);
                    batch.clear();
                } else if (storage.failure() != null) {
                    probe();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warnf("The log's connection did not close cleanly: %s", e.getMessage());
        } finally {
            stopped = true;
            if (!stopping) {
                // Only an Error ends it so; nothing is ever written again.
                storage.failed("the log's writer has ended; restart the server", clock.instant());
            }
            refuseWaiting();
        }
    }

    /** A write may slip in while the writer stops: it is refused, by whichever side sees it. */
    private void refuseWaiting() {
        for (Waiting late = queue.poll(); late != null; late = queue.poll()) {
            late.answer(DRAINING);
        }
    }

    private void commit(List<Waiting> batch) {
        List<Written> written;
        try {
            written = ledger.write(batch.stream().map(Waiting::write).toList());
        } catch (SQLException e) {
            if (isOneWritesFault(e)) {
                oneByOne(batch, e);
            } else {
                failed(e);
                batch.forEach(waiting -> waiting.answer(UNAVAILABLE));
            }
            return;
        } catch (RuntimeException e) {
            oneByOne(batch, e);
            return;
        }
        // From here on nothing may lead to a second try: what is committed would be stored twice.
        recovered();
        committed(batch, written);
    }

    private void committed(List<Waiting> batch, List<Written> written) {
        long now = System.nanoTime();
        List<Change> changes = new ArrayList<>(batch.size());
        for (Written each : written) {
            if (each instanceof Written.Appended appended) {
                changes.add(appended.change());
            }
        }
        tell(changes);
        for (int i = 0; i < written.size(); i++) {
            metrics.appended(now - batch.get(i).since());
            batch.get(i).answer(written.get(i));
        }
        metrics.committed(changes.size());
        acknowledged.add(changes.size());
    }

    private void tell(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try {
            publish.accept(changes);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%d committed entries could not be handed on; rooms find them in the log.", changes.size());
        }
    }

    /** Entries this process acknowledged, each after it was stored. Exact once the writer is closed. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Entries this process stored. Exact once the writer is closed. */
    public long persisted() {
        return ledger.appended();
    }

    /** Whether everything that was handed over was written before the writer closed. */
    public boolean isFlushed() {
        return stopped && !writer.isAlive();
    }

    private void oneByOne(List<Waiting> batch, Exception cause) {
        if (batch.size() == 1) {
            Waiting alone = batch.getFirst();
            LOG.errorf(
                    cause,
                    "A %s could not be written; the batch goes on without it.",
                    alone.write().getClass().getSimpleName());
            alone.answer(FAULT);
        } else {
            batch.forEach(waiting -> commit(List.of(waiting)));
        }
    }

    /** Whether the database refused a value (its classes 22 and 23, SQLite's TOOBIG, CONSTRAINT and MISMATCH). */
    private static boolean isOneWritesFault(SQLException e) {
        String state = e.getSQLState();
        if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
            return true;
        }
        int primary = e.getErrorCode() & 0xff;
        return primary >= 18 && primary <= 20;
    }

    private void probe() {
        try {
            ledger.probe();
            recovered();
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (storage.failed(String.valueOf(e.getMessage()), clock.instant())) {
            LOG.errorf(
                    "The log cannot be written: %s. Senders are told to retry, readiness is false; free the disk or"
                            + " the lock and all goes on by itself.",
                    e.getMessage());
        }
    }

    private void recovered() {
        StorageState.Failure past = storage.recovered();
        if (past != null) {
            LOG.infof(
                    "The log can be written again, after %d s.",
                    Duration.between(past.since(), clock.instant()).toSeconds());
        }
    }

    /** A write, who asked for it, and since when it waits (nanoseconds of {@link System#nanoTime}). */
    private record Waiting(Write write, Consumer<Written> asker, long since) {
        void answer(Written written) {
            try {
                asker.accept(written);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "What follows a %s failed.", write.getClass().getSimpleName());
            }
        }
    }
}
