package dev.viche.messages;

import dev.viche.config.VicheConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
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

    /** Prunes until nothing is left that is too old, for the server or for its room. */
    public void prune() {
        Instant now = clock.instant();
        if (maxAge.isPositive()) {
            Instant before = now.minus(maxAge);
            int pruned = 0;
            for (long roomId : log.roomsWithEntriesBefore(before)) {
                pruned += prune(roomId, before);
            }
            told(pruned, "entries older than " + maxAge);
        }
        int pruned = 0;
        for (Map.Entry<Long, Integer> room : log.ownRetention().entrySet()) {
            pruned += prune(room.getKey(), now.minus(Duration.ofDays(room.getValue())));
        }
        told(pruned, "entries older than their rooms keep them");
    }

    private int prune(long roomId, Instant before) {
        int pruned = 0;
        int chunk;
        do {
            chunk = chunk(new Write.Prune(roomId, before));
            pruned += chunk;
        } while (chunk > 0);
        return pruned;
    }

    private static void told(int pruned, String which) {
        if (pruned > 0) {
            LOG.infof("Pruned %d %s.", pruned, which);
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
