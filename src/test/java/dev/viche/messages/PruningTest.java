package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes, what stays is the end of the log without a hole. */
class PruningTest {

    @TempDir
    Path folder;

    private TestLedger ledger;
    private long garden;

    @BeforeEach
    void open() {
        ledger = new TestLedger(database());
        garden = ledger.open("garden");
    }

    /** Where it is tested. */
    Database database() {
        return Database.in(folder);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsOlderGoesAndWhatIsYoungerStays() {
        // Given
        say(3);
        ledger.clock.advance(Duration.ofHours(1));
        Instant before = ledger.clock.instant();
        say(2);

        // When
        int pruned = prune(garden, before);

        // Then
        assertThat(pruned).isEqualTo(3);
        assertThat(ledger.seqs(garden)).containsExactly(4L, 5L);
    }

    @Test
    void anOldEntryBehindAYoungOneStays() {
        // Given
        say(1);
        ledger.clock.advance(Duration.ofHours(1));
        Instant before = ledger.clock.instant();
        say(1);
        ledger.clock.advance(Duration.ofHours(-1));
        say(1);

        // When
        int pruned = prune(garden, before);

        // Then
        assertThat(pruned).isEqualTo(1);
        assertThat(ledger.seqs(garden)).containsExactly(2L, 3L);
    }

    @Test
    void nothingYoungIsEverPruned() {
        // Given
        Instant before = ledger.clock.instant();
        say(3);

        // When
        int pruned = prune(garden, before);

        // Then
        assertThat(pruned).isZero();
        assertThat(ledger.seqs(garden)).hasSize(3);
    }

    @Test
    void itGoesInChunksUntilNothingIsLeft() {
        // Given
        say(2 * Write.Prune.CHUNK + 1);
        ledger.clock.advance(Duration.ofHours(1));
        Instant before = ledger.clock.instant();

        // When
        List<Integer> chunks = List.of(prune(garden, before), prune(garden, before), prune(garden, before));

        // Then
        assertThat(chunks).containsExactly(Write.Prune.CHUNK, Write.Prune.CHUNK, 1);
        assertThat(prune(garden, before)).isZero();
        assertThat(ledger.seqs(garden)).isEmpty();
    }

    @Test
    void aChunkEndsWhereTheYoungBegin() {
        // Given
        say(Write.Prune.CHUNK + 10);
        ledger.clock.advance(Duration.ofHours(1));
        Instant before = ledger.clock.instant();
        say(5);

        // When
        List<Integer> chunks = List.of(prune(garden, before), prune(garden, before), prune(garden, before));

        // Then
        assertThat(chunks).containsExactly(Write.Prune.CHUNK, 10, 0);
        assertThat(ledger.seqs(garden))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1011, 1015).boxed().toList());
    }

    @Test
    void anEmptiedLogGoesOnCounting() {
        // Given
        say(3);
        ledger.clock.advance(Duration.ofHours(1));
        prune(garden, ledger.clock.instant());

        // When
        say(1);

        // Then
        assertThat(ledger.seqs(garden)).containsExactly(4L);
    }

    @Test
    void otherRoomsKeepTheirs() {
        // Given
        say(2);
        long kitchen = ledger.open("kitchen");
        ledger.say(kitchen, ANA, "still here");
        ledger.clock.advance(Duration.ofHours(1));

        // When
        prune(garden, ledger.clock.instant());

        // Then
        assertThat(ledger.seqs(garden)).isEmpty();
        assertThat(ledger.seqs(kitchen)).containsExactly(1L);
    }

    private void say(int messages) {
        ledger.write(Log.posts(garden, ANA, messages));
    }

    private int prune(long room, Instant before) {
        return ((Written.Pruned) ledger.write(new Write.Prune(room, before))).entries();
    }
}
