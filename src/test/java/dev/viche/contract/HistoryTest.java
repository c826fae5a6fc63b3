package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Chorus;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walking back through a room's log. */
@QuarkusTest
class HistoryTest {

    private static final int LONGEST_PAGE = 200;

    @RegisterExtension
    final World world = new World();

    @Test
    void aPageHasTheNewestEntriesBeforeAPlaceInAscendingOrder() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", 10, i -> "m" + i);

        // When
        Frame page = ana.history(8, 3);

        // Then
        assertThat(page.entries()).extracting(Frame::seq).containsExactly(5L, 6L, 7L);
        assertThat(page.flag("has_more")).isTrue();
        assertThat(page.has("resume")).isFalse();
    }

    @Test
    void theFirstPageSaysThatThereIsNothingBeforeIt() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", 3, i -> "m" + i);

        // When
        Frame page = ana.history(4, 3);

        // Then
        assertThat(page.entries()).extracting(Frame::seq).containsExactly(1L, 2L, 3L);
        assertThat(page.flag("has_more")).isFalse();
    }

    @Test
    void beforeTheFirstEntryThereIsNothing() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("the first");

        // When
        Frame page = ana.history(1, 10);

        // Then
        assertThat(page.entries()).isEmpty();
        assertThat(page.flag("has_more")).isFalse();
    }

    @Test
    void aPlaceBeyondTheEndMeansTheNewestPage() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", 3, i -> "m" + i);

        // When
        Frame page = ana.history(9_007_199_254_740_991L, 2);

        // Then
        assertThat(page.entries()).extracting(Frame::seq).containsExactly(2L, 3L);
    }

    @Test
    void aPageHasTwoHundredEntriesAtMost() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", LONGEST_PAGE + 5, i -> "m" + i);

        // When
        Frame page = ana.history(LONGEST_PAGE + 6, LONGEST_PAGE);

        // Then
        assertThat(page.entries())
                .extracting(Frame::seq)
                .hasSize(LONGEST_PAGE)
                .startsWith(6L)
                .endsWith(205L);
        assertThat(page.flag("has_more")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 201, 4_294_967_297L})
    void aLimitOutOfRangeIsAnError(long limit) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("history", Map.of("before", 1, "limit", limit));

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("detail")).contains("limit");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_007_199_254_740_992L})
    void aPlaceOutOfRangeIsAnError(long before) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ana.send("history", Map.of("before", before, "limit", 1));

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("detail")).contains("before");
    }

    @Test
    void pagesOfLongestTextsAreShorterAndTogetherStillHaveEverything() {
        // Given
        ChatClient ana = world.guest("ana").with("history", 0).join("garden");
        String longest = "🌳".repeat(1000);
        Chorus.says(world, "garden", LONGEST_PAGE, _ -> longest);

        // When
        List<Frame> pages = walkBack(ana, LONGEST_PAGE + 1);

        // Then
        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> {
            assertThat(page.json().toString().length()).isLessThan(512 * 1024);
            assertThat(page.entries()).allMatch(entry -> entry.says(longest));
        });
        assertThat(pages.stream().flatMap(page -> page.entries().stream()))
                .extracting(Frame::seq)
                .isEqualTo(LongStream.rangeClosed(1, LONGEST_PAGE).boxed().toList());
    }

    private static List<Frame> walkBack(ChatClient reader, long before) {
        List<Frame> pages = new ArrayList<>();
        Frame page = reader.history(before, LONGEST_PAGE);
        pages.addFirst(page);
        while (page.flag("has_more") && pages.size() < LONGEST_PAGE) {
            page = reader.history(page.entries().getFirst().seq(), LONGEST_PAGE);
            pages.addFirst(page);
        }
        return pages;
    }
}
