package dev.viche.messages;

import dev.viche.config.VicheConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Prunes what is older than the log shall keep. Its owner calls {@link #prune} from time to time, on a thread that may wait. */
public final class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration maxAge;
    private final MessageLog log;
    private final GroupCommit commit;
    private final InstantSource clock;

    public Retention(VicheConfig config, MessageLog log, GroupCommit commit, InstantSource clock) {
        this.maxAge = config.retention().maxAge();
        this.log = log;
        this.commit = commit;
        this.clock = clock;
    }

    /** Whether anything is ever pruned. */
    public boolean isOn() {
        return maxAge.isPositive();
    }

    /** Prunes until nothing is left that is too old. */
    public void prune() {
        var before = clock.instant().minus(maxAge);
        int pruned = 0;
        for (long roomId : log.roomsWithEntriesBefore(before)) {
            int chunk;
            do {
                chunk = chunk(new Write.Prune(roomId, before));
                pruned += chunk;
            } while (chunk > 0);
        }
        if (pruned > 0) {
            LOG.infof("Pruned %d entries older than %s.", pruned, maxAge);
        }
    }

    private int chunk(Write.Prune prune) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        commit.submit(prune, answer::complete);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) instanceof Written.Pruned done
                    ? done.entries()
                    : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }
}
