package dev.viche.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is kept somewhere. Its name tells its time, so that nothing else has to be kept about it.
 *
 * @param at when it was begun, to the millisecond
 * @param size compressed, in bytes
 */
public record Backup(String name, Instant at, long size) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("viche-(\\d{8}T\\d{6}\\.\\d{3}Z)\\.db\\.gz");

    static String nameAt(Instant time) {
        return "viche-" + TIME.format(time) + ".db.gz";
    }

    /** Null when the file is none of ours: it is neither listed nor ever deleted. */
    static @Nullable Backup named(String name, long size) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        try {
            return new Backup(name, TIME.parse(parts.group(1), Instant::from), size);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static List<Backup> newestFirst(Stream<@Nullable Backup> backups) {
        return backups.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(Backup::at).reversed())
                .toList();
    }
}
