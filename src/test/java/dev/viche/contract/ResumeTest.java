package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Chorus;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever comes back gets everything they missed, however much it is: in order, nothing missing, nothing twice. */
@QuarkusTest
class ResumeTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void whoHasSeenNothingYetGetsEverything() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.hangUp();
        ChatClient bo = world.guest("bo").join("garden");
        List<Frame> said = List.of(bo.say("one"), bo.say("two"));

        // When
        ChatClient back = ana.resume("garden", 0);

        // Then
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.welcome().flag("more")).isFalse();
        assertThat(back.welcome().number("first_seq")).isOne();
        assertThat(back.welcome().number("last_seq")).isEqualTo(2);
        assertThat(back.welcome().entries()).isEqualTo(said);
    }

    @Test
    void whoMissedSomethingGetsThatAndNothingElse() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long seen = ana.say("one").seq();
        ana.drop();
        ChatClient bo = world.guest("bo").join("garden");
        List<Frame> missed = List.of(bo.say("two"), bo.edit(2, "too"), bo.say("three"), bo.delete(4));

        // When
        ChatClient back = ana.resume("garden", seen);

        // Then
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.welcome().entries()).extracting(Frame::seq).containsExactly(2L, 3L, 4L, 5L);
        assertThat(back.welcome().entries().get(1)).isEqualTo(missed.get(1));
        assertThat(back.welcome().entries().getLast()).isEqualTo(missed.getLast());
    }

    @Test
    void whoMissedNothingGetsNothing() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long seen = ana.say("one").seq();
        ana.drop();

        // When
        ChatClient back = ana.resume("garden", seen);

        // Then
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.welcome().entries()).isEmpty();
        assertThat(back.say("two").seq()).isEqualTo(2);
    }

    @Test
    void whatAClientWantsOfThePastIsNotAskedOfWhoResumes() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", 60, i -> "m" + i);

        // When
        ChatClient back = ana.again()
                .with("since", 0)
                .with("epoch", ana.epoch())
                .with("history", 5)
                .join("garden");

        // Then
        assertThat(back.welcome().entries()).hasSize(60);
    }

    @Test
    void aResumeFromTheLobbyIsTheSame() {
        // Given
        ChatClient ana = world.guest("ana").joinFromLobby("garden");
        Frame said = ana.say("one");
        ana.drop();

        // When
        ChatClient back =
                ana.again().with("since", 0).with("epoch", ana.epoch()).joinFromLobby("garden");

        // Then
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.welcome().entries()).containsExactly(said);
    }

    @Test
    void manyResumesInARowMissNothingAndRepeatNothing() {
        // Given
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient ana = world.guest("ana").join("garden");
        List<Long> heard = new ArrayList<>();

        // When
        for (int i = 0; i < 25; i++) {
            ana.drop();
            bo.say("while she was away " + i);
            ana = ana.resume("garden", heard.size());
            bo.say("while she was here " + i);
            ana.awaits("while she was here " + i);
            heard.addAll(ana.seqs());
        }

        // Then
        assertThat(heard).isEqualTo(from1To(50));
    }

    @Test
    void tenThousandMissedEntriesComeInOrderWhileOthersKeepTalking() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.hangUp();
        Chorus.says(world, "garden", 10_000, i -> "missed " + i);
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ChatClient back;
        try (Chorus meanwhile = Chorus.begins(world, "garden", 1_000, i -> "meanwhile " + i)) {
            assertThat(meanwhile).isNotNull();
            back = ana.resume("garden", 0);
            bo.say("welcome back");
        }

        // Then
        long last = bo.say("are you up to date?").seq();
        assertThat(last).isEqualTo(11_002);
        back.awaitsEntry(last);
        assertThat(back.welcome().flag("resumed")).isTrue();
        assertThat(back.welcome().flag("more")).isTrue();
        assertThat(back.welcome().entries()).hasSize(200);
        assertThat(back.heard("history")).hasSizeGreaterThanOrEqualTo(49).allMatch(page -> page.flag("resume"));
        assertThat(back.heard("history").getLast().flag("has_more")).isFalse();
        assertThat(back.seqs()).isEqualTo(from1To(last));
    }

    @Test
    void pagesOfAResumeComeBeforeWhatIsSaidMeanwhile() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", 450, i -> "m" + i);
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ChatClient back =
                ana.again().with("since", 0).with("epoch", ana.epoch()).knock("garden");
        bo.say("hello, you");

        // Then
        back.awaitsWelcome();
        back.awaitsEntry(bo.say("a marker").seq());
        assertThat(back.seqs()).isEqualTo(from1To(452));
        assertThat(back.heard("history").getLast().flag("has_more")).isFalse();
    }

    @Test
    void anotherEpochIsNoResumeAndTheNewestPageIsSent() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Chorus.says(world, "garden", 60, i -> "m" + i);

        // When
        ChatClient back = ana.again().with("since", 5).with("epoch", "another").join("garden");

        // Then
        assertThat(back.welcome().flag("resumed")).isFalse();
        assertThat(back.welcome().flag("more")).isFalse();
        assertThat(back.epoch()).isEqualTo(ana.epoch());
        assertThat(back.welcome().number("first_seq")).isOne();
        assertThat(back.welcome().number("last_seq")).isEqualTo(60);
        assertThat(back.seqs()).isEqualTo(LongStream.rangeClosed(11, 60).boxed().toList());
    }

    @Test
    void withoutAnEpochThereIsNoResume() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.say("one");

        // When
        ChatClient back = ana.again().with("since", 0).join("garden");

        // Then
        assertThat(back.welcome().flag("resumed")).isFalse();
    }

    @Test
    void aPlaceBeyondTheEndOfTheLogIsNoResume() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        Frame said = ana.say("one");

        // When
        ChatClient back = ana.resume("garden", 2);

        // Then
        assertThat(back.welcome().flag("resumed")).isFalse();
        assertThat(back.welcome().entries()).containsExactly(said);
    }

    private static List<Long> from1To(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
