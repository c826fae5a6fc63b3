package dev.viche.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many backups one place keeps. The newest stays whatever its age.
 *
 * @param count the newest so many; 0 is any number
 * @param age those not older than that; zero is any age
 */
record Keeping(int count, Duration age) {

    /** Those to delete, of all that are there. */
    List<Backup> surplus(List<Backup> newestFirst, Instant now) {
        return IntStream.range(1, newestFirst.size())
                .filter(i -> (count > 0 && i >= count)
                        || (age.isPositive() && newestFirst.get(i).at().isBefore(now.minus(age))))
                .mapToObj(newestFirst::get)
                .toList();
    }
}
