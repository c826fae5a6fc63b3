package dev.viche.backup;

import dev.viche.config.VicheConfig;
import dev.viche.metrics.ChatMetrics;
import dev.viche.storage.Engine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Backups by the clock, on a thread of their own. What is due is told by the backups that are there: a restart begins no
 * new count, and of two processes on one log the second finds what the first one made.
 */
@Singleton
public class BackupSchedule {

    private static final Logger LOG = Logger.getLogger(BackupSchedule.class);

    private static final int LOOKS_PER_INTERVAL = 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final VicheConfig config;
    private final ChatMetrics metrics;
    private final InstantSource clock;
    private final Engine engine;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("viche-backup").daemon().factory());
    private Instant newest = Instant.EPOCH;

    BackupSchedule(VicheConfig config, Engine engine, ChatMetrics metrics, InstantSource clock) {
        this.config = config;
        this.engine = engine;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Begins, unless the interval is 0.
     *
     * @throws BackupFailed when the settings of a place are incomplete, or there is no file to be copied
     */
    public void start() {
        Duration interval = config.backup().interval();
        if (!interval.isPositive()) {
            return;
        }
        if (engine == Engine.POSTGRESQL) {
            throw new BackupFailed(
                    "VICHE_BACKUP_INTERVAL is for the single-node flavour: the log is in PostgreSQL, which is"
                            + " backed up by its own means; unset it.");
        }
        Backups backups = Backups.of(config, clock);
        metrics.backupsEvery(interval);
        Duration tenth = interval.dividedBy(LOOKS_PER_INTERVAL);
        long pause = Math.max(1, Math.min(tenth.toMillis(), LONGEST_WAIT.toMillis()));
        var _ = thread.scheduleWithFixedDelay(() -> look(backups, interval), 0, pause, TimeUnit.MILLISECONDS);
    }

    /** Ends it. A backup that is under way is given up; it has no name yet. */
    public void stop() {
        thread.shutdownNow();
    }

    private void look(Backups backups, Duration interval) {
        if (newest.plus(interval).isAfter(clock.instant())) {
            return;
        }
        try {
            Backups.Made made = backups.makeIfOlderThan(interval);
            if (made != null) {
                metrics.backedUp(made.size(), made.took());
                LOG.infof(
                        "Backup %s: %d entries, %d bytes in %d ms, in %s.",
                        made.name(),
                        made.log().entries(),
                        made.size(),
                        made.took().toMillis(),
                        String.join(" and ", made.places()));
            }
            newest = backups.newestEverywhere();
            metrics.newestBackup(newest);
        } catch (BackupFailed | IOException e) {
            metrics.backupFailed();
            LOG.errorf("There is no new backup: %s It is tried again.", sentence(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            metrics.backupFailed();
            LOG.error("There is no new backup; it is tried again.", e);
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
