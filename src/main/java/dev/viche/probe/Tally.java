package dev.viche.probe;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Everything that is counted while a probe runs. Owned by its loop. */
final class Tally {

    // Error codes are a server's to choose: those after the first so many kinds are counted as one.
    private static final int KINDS = 32;
    // Three digits are right; longer times count as this.
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(24);
    private static final int DIGITS = 3;

    private final Histogram acknowledgements = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram reconnects = new Histogram(LONGEST_MICROS, DIGITS);
    private final Set<String> seenLeaving = new TreeSet<>();
    private final Set<String> joinedAgain = new TreeSet<>();
    private final Map<String, Long> closed = new TreeMap<>();
    private final Map<String, Long> notOpened = new TreeMap<>();
    private final Map<String, Long> framesRefused = new TreeMap<>();
    private final Map<String, Long> stayedAway = new TreeMap<>();
    private long said;
    private long refusedForGood;
    private long sentAgain;
    private long expected;
    private long received;
    private long doubled;
    private long outOfOrder;
    private long altered;
    private long takenBack;
    private long longestSilence;
    private String silentMember = "";
    private long madeBeforeBreak;
    private long notResumed;

    void said() {
        said++;
    }

    /** A message came back to who said it, that long after it was due. */
    void acknowledged(long nanos) {
        record(acknowledgements, nanos);
    }

    void refusedForGood() {
        refusedForGood++;
    }

    void sentAgain() {
        sentAgain++;
    }

    /** So many deliveries there have to be in the end. */
    void expect(long deliveries) {
        expected += deliveries;
    }

    void received() {
        received++;
    }

    void doubled() {
        doubled++;
    }

    void outOfOrder() {
        outOfOrder++;
    }

    void altered() {
        altered++;
    }

    /** So many entries of a log that were told are not in it any more. */
    void takenBack(long entries) {
        takenBack += entries;
    }

    void seenLeaving(String username) {
        seenLeaving.add(username);
    }

    void joinedAgain(String username) {
        joinedAgain.add(username);
    }

    void silence(long nanos, String member) {
        if (nanos > longestSilence) {
            longestSilence = nanos;
            silentMember = member;
        }
    }

    void reconnected(long nanos, boolean beforeBreak) {
        record(reconnects, nanos);
        if (beforeBreak) {
            madeBeforeBreak++;
        }
    }

    void notResumed() {
        notResumed++;
    }

    /** The server, or something between, ended a connection that served. */
    void closed(String how) {
        count(closed, how);
    }

    /** A connection came to nothing. */
    void notOpened(String why) {
        count(notOpened, why);
    }

    void frameRefused(String code) {
        count(framesRefused, code);
    }

    /** A member was told not to come again. */
    void stayedAway(String why) {
        count(stayedAway, why);
    }

    private static void count(Map<String, Long> kinds, String kind) {
        kinds.merge(kinds.size() < KINDS || kinds.containsKey(kind) ? kind : "other", 1L, Long::sum);
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
    }

    /** What it has come to. */
    Report report(ProbePlan plan, long talkedNanos) {
        return new Report(
                plan,
                TimeUnit.NANOSECONDS.toMillis(talkedNanos),
                new Report.Messages(
                        said,
                        times(acknowledgements),
                        said - acknowledgements.getTotalCount() - refusedForGood,
                        refusedForGood,
                        sentAgain),
                new Report.Deliveries(
                        received, expected, Math.max(0, expected - received), doubled, outOfOrder, altered, takenBack),
                new Report.People(
                        Set.copyOf(seenLeaving),
                        Set.copyOf(joinedAgain),
                        TimeUnit.NANOSECONDS.toMillis(longestSilence),
                        silentMember),
                new Report.Connections(
                        times(reconnects), madeBeforeBreak, notResumed, closed, notOpened, framesRefused, stayedAway));
    }

    private static Report.Times times(Histogram histogram) {
        return new Report.Times(
                histogram.getTotalCount(),
                millis(histogram.getValueAtPercentile(50)),
                millis(histogram.getValueAtPercentile(99)),
                millis(histogram.getMaxValue()));
    }

    private static double millis(long micros) {
        return micros / 1000.0;
    }
}
