package dev.viche.delivery;

import dev.viche.cluster.Instance;
import dev.viche.config.VicheConfig;
import dev.viche.hooks.Hook;
import dev.viche.hooks.HookWrite;
import dev.viche.hooks.Hooks;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Page;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.storage.Reads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Tells webhooks of the entries they have not taken, from the log and after the fact: a room does not know of them, and one
 * that is slow, or down for a day, keeps nobody and misses nothing. Each has a place in the log, stored when it has taken
 * what came before; a process leases a hook before it tells it, so that of two one tells. After a crash between the answer
 * and the commit an entry is told again: at least once, in order.
 */
@Singleton
public class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final int DOUBLINGS = 12;
    private static final int AT_ONCE = 8;
    private static final int PAGE = 50;
    private static final long PATIENCE_SECONDS = 10;

    private final GroupCommit commit;
    private final MessageLog log;
    private final Reads reads;
    private final Instance self;
    private final InstantSource clock;
    private final HookCaller caller;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Thread thread =
            Thread.ofPlatform().name("viche-hooks").daemon().unstarted(this::run);
    private volatile boolean stopped;

    Deliveries(
            GroupCommit commit, MessageLog log, Reads reads, Instance self, InstantSource clock, VicheConfig config) {
        this.commit = commit;
        this.log = log;
        this.reads = reads;
        this.self = self;
        this.clock = clock;
        this.caller = new HookCaller(new Targets(config.webhooks().privateAddresses()), clock);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Ends; what is not taken by then is told by the next process. */
    public void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopped) {
            try {
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf("Webhooks cannot be looked for: %s. It is tried again.", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        List<Hook> due = reads.of(sql -> Hooks.due(sql, self.id(), clock.instant(), AT_ONCE * 2));
        for (Hook hook : due) {
            if (underWay.add(hook.id())) {
                places.acquire();
                var _ = Thread.ofVirtual().name("viche-hook-" + hook.id()).start(() -> attempt(hook));
            }
        }
    }

    private void attempt(Hook hook) {
        try {
            if (write(new HookWrite.Lease(hook.id(), self.id(), clock.instant().plus(LEASE)))) {
                tell(hook);
            }
        } catch (RuntimeException e) {
            LOG.errorf("Webhook %d could not be told: %s. It is tried again.", (Long) hook.id(), e.getMessage());
        } finally {
            underWay.remove(hook.id());
            places.release();
        }
    }

    private void tell(Hook hook) {
        Page page = log.after(hook.roomId(), hook.deliveredSeq(), PAGE);
        if (page.entries().isEmpty()) {
            // What it was to be told is pruned, or deleted with its room.
            write(new HookWrite.Delivered(hook.id(), self.id(), page.lastSeq()));
            return;
        }
        String trouble = caller.call(hook, page.entries());
        if (trouble == null) {
            write(new HookWrite.Delivered(
                    hook.id(), self.id(), page.entries().getLast().seq()));
        } else {
            write(new HookWrite.Failed(hook.id(), self.id(), trouble, next(hook.failures())));
        }
    }

    /** Doubling, with a random part, so that many that failed together do not come back together. */
    private Instant next(int failures) {
        long most = Math.min(LAST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(failures, DOUBLINGS));
        return clock.instant()
                .plusMillis(most / 2 + RandomGenerator.getDefault().nextLong(most / 2 + 1));
    }

    /** Waits for the commit. Returns whether it is still ours to tell that hook. */
    private boolean write(HookWrite write) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        commit.submit(new Write.OfHook(write), answer::complete);
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS) instanceof Written.Ruled ruled && ruled.id() == 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
