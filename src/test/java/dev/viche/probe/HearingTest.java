package dev.viche.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of one member, who is bo: with two connections at a time, and through gaps. */
class HearingTest {

    private static final long MILLI = 1_000_000;

    private final ProbePlan plan = new ProbePlan(
            "test",
            List.of(ServerUrl.of(URI.create("http://localhost:1"))),
            1,
            2,
            10,
            Duration.ofSeconds(1),
            20,
            Duration.ofSeconds(1),
            10,
            7);
    private final Script script = new Script(plan.seed(), plan.members(), plan.textLength());
    private final Tally tally = new Tally();
    private final RoomRecord record = new RoomRecord(tally, plan.members());
    private final Hearing ana = new Hearing(record, script, plan, 0, "ana", tally);
    private final Hearing bo = new Hearing(record, script, plan, 0, "bo", tally);
    private final Hearing.Line ofAna = ana.welcomed(false, 0, 1);
    private final Hearing.Line ofBo = bo.welcomed(false, 0, 1);

    @Test
    void twoConnectionsThatTellTheSameAreNotTwice() {
        // Given
        hear(ana, ofAna, 1, 2, 3, 4);
        hear(bo, ofBo, 1, 2);

        // When
        Hearing.Line next = bo.welcomed(true, 2, 1);
        hear(bo, ofBo, 3);
        hear(bo, next, 3, 4);
        hear(bo, ofBo, 4);

        // Then
        assertThat(faults()).isEmpty();
        assertThat(bo.isComplete()).isTrue();
    }

    @Test
    void aNewConnectionThatTellsWhatTheMemberHadIsTwice() {
        // Given
        hear(ana, ofAna, 1, 2);
        hear(bo, ofBo, 1, 2);

        // When
        Hearing.Line next = bo.welcomed(true, 2, 1);
        hear(bo, next, 2);

        // Then
        assertThat(faults()).containsExactly("1 doubled");
    }

    @Test
    void aGapThatTheOtherConnectionFillsIsOutOfOrder() {
        // Given
        hear(ana, ofAna, 1, 2, 3);
        hear(bo, ofBo, 1);
        Hearing.Line next = bo.welcomed(true, 1, 1);

        // When
        hear(bo, ofBo, 2, 3);
        hear(bo, next, 3);

        // Then
        assertThat(faults()).containsExactly("1 out of order");
    }

    @Test
    void theAnswerToAResendIsNotTwice() {
        // Given
        hear(ana, ofAna, 1, 2);
        hear(bo, ofBo, 1, 2);

        // When
        ofBo.resent(0);
        hear(bo, ofBo, 1);

        // Then
        assertThat(faults()).isEmpty();
        hear(bo, ofBo, 1);
        assertThat(faults()).containsExactly("1 doubled");
    }

    @Test
    void theLastEntriesOfALogCanBeMissedToo() {
        // When
        hear(ana, ofAna, 1, 2, 3);
        hear(bo, ofBo, 1);

        // Then
        assertThat(bo.isComplete()).isFalse();
        assertThat(faults()).containsExactly("2 lost");
    }

    @Test
    void twoMessagesAtOnePlaceAreAnAlteration() {
        // When
        hear(ana, ofAna, 1);
        bo.heard(ofBo, entry(1, 5), 0);

        // Then
        assertThat(faults()).containsExactly("1 altered");
    }

    @Test
    void aPlaceThatEveryoneHasHeardIsForgottenAndStillCounted() {
        // Given
        hear(ana, ofAna, 1, 2, 3);
        hear(bo, ofBo, 1, 2, 3);
        record.settled(2);

        // When
        ana.heard(ofAna, entry(4, 0), 0);

        // Then
        assertThat(faults()).containsExactly("1 lost", "1 doubled");
    }

    @Test
    void aWelcomeOlderThanWhatOthersHeardMeanwhileTakesNothingBack() {
        // Given
        record.welcomed("one", 0, 0);
        hear(bo, ofBo, 1);

        // When
        hear(ana, ofAna, 1, 2, 3);
        record.welcomed("one", 1, 2);

        // Then
        assertThat(record.high()).isEqualTo(3);
        assertThat(tally.report(plan, 0).deliveries().takenBack()).isZero();
    }

    @Test
    void aLogThatEndsBeforeWhatAMemberHadTookItBack() {
        // Given
        record.welcomed("one", 0, 0);
        hear(ana, ofAna, 1, 2, 3);

        // When
        record.welcomed("one", 3, 1);

        // Then
        assertThat(tally.report(plan, 0).deliveries().takenBack()).isEqualTo(2);
    }

    @Test
    void aSilenceLastsFromOneEntryToTheNext() {
        // Given
        ana.begin(0);
        bo.begin(0);

        // When
        ana.heard(ofAna, entry(1, 0), 100 * MILLI);
        bo.heard(ofBo, entry(1, 0), 100 * MILLI);
        bo.heard(ofBo, entry(2, 1), 800 * MILLI);
        ana.heard(ofAna, entry(2, 1), 850 * MILLI);
        ana.end(900 * MILLI, 5000 * MILLI);
        bo.end(900 * MILLI, 5000 * MILLI);

        // Then
        assertThat(tally.report(plan, 0).people())
                .extracting(Report.People::longestSilenceMillis, Report.People::silent)
                .containsExactly(750L, "ana");
    }

    @Test
    void whoNeverHearsTheLastOneIsSilentToTheEnd() {
        // Given
        ana.begin(0);
        bo.begin(0);

        // When
        ana.heard(ofAna, entry(1, 0), 100 * MILLI);
        ana.end(900 * MILLI, 5000 * MILLI);
        bo.end(900 * MILLI, 5000 * MILLI);

        // Then
        assertThat(tally.report(plan, 0).people().longestSilenceMillis()).isEqualTo(5000);
    }

    /** The entry at place n is message n - 1, where nothing goes wrong. */
    private void hear(Hearing hearing, Hearing.Line line, int... places) {
        for (int seq : places) {
            hearing.heard(line, entry(seq, seq - 1), 0);
        }
    }

    private Heard.Entry entry(int seq, int number) {
        return new Heard.Entry(seq, number, plan.memberName(0, script.speaker(0, number)), script.text(0, number));
    }

    private List<String> faults() {
        return tally.report(plan, 0).faults().stream()
                .filter(fault -> !fault.endsWith("nothing said") && !fault.endsWith("unanswered"))
                .toList();
    }
}
