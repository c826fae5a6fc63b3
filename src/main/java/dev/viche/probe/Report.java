package dev.viche.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a probe found.
 *
 * @param plan what it had been told to do
 * @param talkedMillis how long the talk was: less than planned where it was cut short
 */
public record Report(
        ProbePlan plan,
        long talkedMillis,
        Messages messages,
        Deliveries deliveries,
        People people,
        Connections connections) {

    /**
     * How often something happened and how long it took, in milliseconds to three digits; 0 where it never happened.
     */
    public record Times(long count, double p50, double p99, double max) {}

    /**
     * What was said.
     *
     * @param acknowledged from when a message was due until it came back to its speaker
     * @param unanswered neither acknowledged nor refused by the end
     * @param refusedForGood answered by an error that does not ask for a retry
     * @param sentAgain sends of a message that had been sent before
     */
    public record Messages(long said, Times acknowledged, long unanswered, long refusedForGood, long sentAgain) {}

    /**
     * What was heard; a delivery is one entry of the log reaching one member.
     *
     * @param expected entries that anyone was told of, times the members of their room
     * @param takenBack entries that a server had told and that its log has not any more
     */
    public record Deliveries(
            long received, long expected, long lost, long doubled, long outOfOrder, long altered, long takenBack) {}

    /**
     * What the rooms saw of their members.
     *
     * @param longestSilenceMillis the longest time a member heard nothing new while its room was talked in
     * @param silent which member that was; empty where nothing was heard at all
     */
    public record People(
            Set<String> seenLeaving, Set<String> seenJoiningAgain, long longestSilenceMillis, String silent) {
        public People {
            seenLeaving = new TreeSet<>(seenLeaving);
            seenJoiningAgain = new TreeSet<>(seenJoiningAgain);
        }
    }

    /**
     * What became of connections, each map from the kind to how often.
     *
     * @param reconnects from the loss of a connection, or the slot for its replacement, to the next welcome
     * @param closed by the server or something between: close codes, 1006 where there was none
     * @param stayedAway members that were told not to come again
     */
    public record Connections(
            Times reconnects,
            long madeBeforeBreak,
            long notResumed,
            Map<String, Long> closed,
            Map<String, Long> notOpened,
            Map<String, Long> framesRefused,
            Map<String, Long> stayedAway) {
        public Connections {
            closed = new TreeMap<>(closed);
            notOpened = new TreeMap<>(notOpened);
            framesRefused = new TreeMap<>(framesRefused);
            stayedAway = new TreeMap<>(stayedAway);
        }
    }

    public boolean passed() {
        return faults().isEmpty();
    }

    /** What a server must not do and did, each a few words; empty when it passed. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        fault(faults, messages.said() == 0 ? 1 : 0, "nothing said");
        fault(faults, messages.unanswered(), "unanswered");
        fault(faults, messages.refusedForGood(), "refused for good");
        fault(faults, deliveries.lost(), "lost");
        fault(faults, deliveries.takenBack(), "taken back");
        fault(faults, deliveries.doubled(), "doubled");
        fault(faults, deliveries.outOfOrder(), "out of order");
        fault(faults, deliveries.altered(), "altered");
        fault(faults, people.seenLeaving().size(), "seen leaving");
        fault(faults, connections.notResumed(), "not resumed");
        fault(faults, sum(connections.stayedAway()), "told to stay away");
        return faults;
    }

    private static void fault(List<String> faults, long count, String name) {
        if (count > 0) {
            faults.add("%,d %s".formatted(count, name));
        }
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
