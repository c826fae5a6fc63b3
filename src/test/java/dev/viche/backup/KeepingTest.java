package dev.viche.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeepingTest {

    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

    /** One a day, the newest of yesterday. */
    private static final List<Backup> TEN = Backup.newestFirst(LongStream.rangeClosed(1, 10)
            .mapToObj(days -> Backup.named(Backup.nameAt(NOW.minus(Duration.ofDays(days))), days)));

    @Test
    void keepsTheNewestByCount() {
        assertThat(days(new Keeping(3, Duration.ZERO))).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void keepsTheYoungByAge() {
        assertThat(days(new Keeping(0, Duration.ofDays(8)))).containsExactly(9L, 10L);
    }

    @Test
    void deletesWhatIsOverEitherBound() {
        assertThat(days(new Keeping(8, Duration.ofDays(9)))).containsExactly(9L, 10L);
        assertThat(days(new Keeping(9, Duration.ofDays(8)))).containsExactly(9L, 10L);
    }

    @Test
    void neverDeletesTheNewest() {
        assertThat(days(new Keeping(1, Duration.ofHours(1)))).hasSize(9).doesNotContain(1L);
        assertThat(new Keeping(1, Duration.ofHours(1)).surplus(List.of(), NOW)).isEmpty();
    }

    @Test
    void keepsAllWithoutABound() {
        assertThat(days(new Keeping(0, Duration.ZERO))).isEmpty();
    }

    @Test
    void leavesTheFilesOfOthersAlone() {
        assertThat(Backup.newestFirst(Stream.of("viche.db", "viche-20260310.db.gz", "viche-20261310T000000.000Z.db.gz")
                        .map(name -> Backup.named(name, 1))))
                .isEmpty();
    }

    private static List<Long> days(Keeping keeping) {
        return keeping.surplus(TEN, NOW).stream().map(Backup::size).toList();
    }
}
