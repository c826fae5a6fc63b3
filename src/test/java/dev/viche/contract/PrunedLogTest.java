package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.TightLimits;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What retention has pruned is gone without a silent gap: everyone is told where the log begins. */
@QuarkusTest
@TestProfile(TightLimits.class)
class PrunedLogTest {

    private static final Duration TOO_OLD = Duration.ofHours(25);

    @RegisterExtension
    final World world = new World();

    @Test
    void aPlaceBeforeTheBeginningIsNoResumeAndTheLogsBeginningIsTold() {
        // Given
        ChatClient ana = talkedAbout("one", "two", "three", "four", "five");
        pruned(3);

        // When
        ChatClient back = ana.resume("garden", 1);

        // Then
        assertThat(back.welcome().flag("resumed")).isFalse();
        assertThat(back.welcome().number("first_seq")).isEqualTo(4);
        assertThat(back.welcome().number("last_seq")).isEqualTo(5);
        assertThat(back.seqs()).containsExactly(4L, 5L);
    }

    @Test
    void aPlaceRightBeforeTheBeginningIsAResume() {
        // Given
        ChatClient ana = talkedAbout("one", "two", "three", "four", "five");
        pruned(3);

        // When
        ChatClient back = ana.resume("garden", 3);

        // Then
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.seqs()).containsExactly(4L, 5L);
    }

    @Test
    void whereNothingIsLeftTheNextEntryIsTheFirst() {
        // Given
        ChatClient ana = talkedAbout("one", "two");
        pruned(2);

        // When
        ChatClient bo = world.guest("bo").join("garden");

        // Then
        assertThat(bo.welcome().number("first_seq")).isEqualTo(3);
        assertThat(bo.welcome().number("last_seq")).isEqualTo(2);
        assertThat(bo.welcome().entries()).isEmpty();
        assertThat(ana.again().join("garden").say("three").seq()).isEqualTo(3);
    }

    @Test
    void historyEndsAtTheBeginning() {
        // Given
        talkedAbout("one", "two", "three");
        pruned(1);
        ChatClient bo = world.guest("bo").join("garden");

        // When
        Frame page = bo.history(4, 10);

        // Then
        assertThat(page.entries()).extracting(Frame::seq).containsExactly(2L, 3L);
        assertThat(page.flag("has_more")).isFalse();
    }

    @Test
    void restTellsTheBeginningToo() {
        // Given
        talkedAbout("one", "two", "three");

        // When
        pruned(2);

        // Then
        var answer = RestAssured.get("/api/v1/rooms/{room}/messages", world.room("garden"));
        assertThat((int) answer.path("first_seq")).isEqualTo(3);
        assertThat(world.log().values(world.room("garden"))).contains("three").doesNotContain("one", "two");
    }

    @Test
    void anAnswerToWhatWasPrunedIsStillRead() {
        // Given
        ChatClient ana = talkedAbout("one", "two");
        ana.again().join("garden").edit(1, "uno");
        pruned(1);

        // When
        ChatClient bo = world.guest("bo").join("garden");

        // Then
        assertThat(bo.welcome().entries()).extracting(Frame::seq).containsExactly(2L, 3L);
        assertThat(bo.welcome().entries().toString()).doesNotContain("uno");
    }

    /** Someone who said these things and hung up. */
    private ChatClient talkedAbout(String... texts) {
        ChatClient ana = world.guest("ana").join("garden");
        for (String text : texts) {
            ana.say(text);
        }
        ana.hangUp();
        return ana;
    }

    private void pruned(long upTo) {
        world.log().age(world.room("garden"), upTo, TOO_OLD);
        await().until(() -> world.log().firstSeq(world.room("garden")) > upTo);
    }
}
