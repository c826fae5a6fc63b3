package dev.viche.backup;

import dev.viche.config.VicheConfig;
import dev.viche.storage.UnusableDataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The backups of one log, in the places that are set. Calls block; not for an event loop. */
public final class Backups {

    private final Path dataDirectory;
    private final List<Place> places;
    private final Keeping keeping;
    private final InstantSource clock;

    Backups(Path dataDirectory, List<Place> places, Keeping keeping, InstantSource clock) {
        this.dataDirectory = dataDirectory;
        this.places = places;
        this.keeping = keeping;
        this.clock = clock;
    }

    /**
     * Of the log and the places that are set.
     *
     * @throws BackupFailed when the settings of a place are incomplete
     */
    public static Backups of(VicheConfig config, InstantSource clock) {
        VicheConfig.Backup backup = config.backup();
        return new Backups(
                config.dataDir(), Places.of(config), new Keeping(backup.keepCount(), backup.keepAge()), clock);
    }

    /**
     * A backup that was made.
     *
     * @param name its file's name
     * @param places where it is now
     * @param size compressed, in bytes
     */
    public record Made(String name, List<String> places, LogSummary log, long size, Duration took) {}

    /** A backup, and the place it is in. */
    public record Kept(String place, Backup backup) {}

    /** When the place with the oldest news got its newest backup; {@link Instant#EPOCH} when one has none. */
    Instant newestEverywhere() throws IOException {
        Instant oldest = Instant.MAX;
        for (Place place : places) {
            Instant newest = newest(place);
            oldest = newest.isBefore(oldest) ? newest : oldest;
        }
        return oldest;
    }

    private static Instant newest(Place place) throws IOException {
        List<Backup> there = place.list();
        return there.isEmpty() ? Instant.EPOCH : there.getFirst().at();
    }

    /**
     * Makes one if the newest is older than that, and nobody else is at it.
     *
     * @return null when none was due
     * @throws BackupFailed when one was, and could not be made or not be put everywhere
     */
    @Nullable
    Made makeIfOlderThan(Duration age) throws IOException {
        // Looked at under the lock: the other process on this log may just have made one.
        try (Scratch scratch = Scratch.tryOpen(dataDirectory)) {
            if (scratch == null || newestEverywhere().isAfter(clock.instant().minus(age))) {
                return null;
            }
            return make(scratch);
        }
    }

    /**
     * Makes one now, in every place that is set, and deletes those that need not be kept any more.
     *
     * @throws BackupFailed when it could not be made, or not be put everywhere
     */
    public Made make() throws IOException {
        try (Scratch scratch = Scratch.open(dataDirectory)) {
            return make(scratch);
        }
    }

    private Made make(Scratch scratch) throws IOException {
        Instant began = clock.instant();
        Snapshot snapshot = Snapshot.take(LogFile.in(dataDirectory), scratch);
        String name = Backup.nameAt(began);
        List<String> done = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Place place : places) {
            try {
                place.put(snapshot.file(), name);
                done.add(place.title());
                prune(place);
            } catch (IOException | UnusableDataDirectory e) {
                failed.add("%s (%s)".formatted(place.title(), e.getMessage()));
            }
        }
        if (!failed.isEmpty()) {
            throw new BackupFailed("The backup %s is not, or not well, in %s; %s."
                    .formatted(
                            name,
                            String.join(", ", failed),
                            done.isEmpty() ? "it is nowhere" : "it is in " + String.join(", ", done)));
        }
        return new Made(name, done, snapshot.log(), snapshot.size(), Duration.between(began, clock.instant()));
    }

    private void prune(Place place) throws IOException {
        for (Backup old : keeping.surplus(place.list(), clock.instant())) {
            place.delete(old.name());
        }
    }

    /**
     * Makes one now, somewhere else; nothing is deleted there.
     *
     * @param target a folder that is there, or a file that is not
     */
    public Made makeTo(Path target) throws IOException {
        Instant began = clock.instant();
        Path file = Files.isDirectory(target) ? target.resolve(Backup.nameAt(began)) : target;
        if (Files.exists(file)) {
            throw new BackupFailed("%s is there already; name another file, or a folder.".formatted(file));
        }
        try (Scratch scratch = Scratch.open(dataDirectory)) {
            Snapshot snapshot = Snapshot.take(LogFile.in(dataDirectory), scratch);
            Folder.put(snapshot.file(), file);
            return new Made(
                    String.valueOf(file.getFileName()),
                    List.of(String.valueOf(file.toAbsolutePath().getParent())),
                    snapshot.log(),
                    snapshot.size(),
                    Duration.between(began, clock.instant()));
        }
    }

    /** All that are kept, place by place, newest first. */
    public List<Kept> list() throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (Place place : places) {
            place.list().forEach(backup -> kept.add(new Kept(place.title(), backup)));
        }
        return kept;
    }

    /** Fetches one by its name from the first place that has it; {@code latest} is the newest of all. */
    Path fetch(String name, Scratch scratch) throws IOException {
        Place best = null;
        Backup found = null;
        for (Place place : places) {
            for (Backup backup : place.list()) {
                boolean wanted = name.equals("latest") || backup.name().equals(name);
                if (wanted && (found == null || backup.at().isAfter(found.at()))) {
                    best = place;
                    found = backup;
                }
            }
        }
        if (best == null || found == null) {
            String where = places.stream().map(Place::title).collect(Collectors.joining(", "));
            throw new BackupFailed(
                    name.equals("latest")
                            ? "There is no backup in %s; name a file.".formatted(where)
                            : "%s is neither a file nor a backup in %s; 'viche backup --list' shows what there is."
                                    .formatted(name, where));
        }
        Path target = scratch.file("fetched.db.gz");
        best.fetch(found.name(), target);
        return target;
    }
}
