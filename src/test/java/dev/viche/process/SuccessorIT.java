package dev.viche.process;

import static dev.viche.process.DrainIT.lastWord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stop where another process serves the same log and port: people go there, each in their slot. */
class SuccessorIT {

    private static final int NOTHING_LOST = 0;
    private static final int MOVED = 1012;
    private static final int PEOPLE = 20;
    private static final int ENTRIES = 50;

    @RegisterExtension
    final Machine machine =
            new Machine().onOnePort().with("VICHE_DRAIN_SPREAD", "2s").with("VICHE_DRAIN_GRACE", "1s");

    @Test
    void theSlotsAreSpreadEvenlyAndWhoDoesNotMoveIsClosedAfterTheirsInWaves() {
        try (ServerProcess first = machine.start()) {
            // Given
            List<Guest> people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> machine.guest("p" + i, "garden").connect(first))
                    .toList();
            try (ServerProcess second = successor(first)) {
                machine.awaitServing(2);

                // When
                first.terminate();

                // Then
                List<Integer> slots = people.stream()
                        .map(guest ->
                                guest.awaitSendOff().path("reconnect_after_ms").asInt(-1))
                        .sorted()
                        .toList();
                assertThat(slots)
                        .isEqualTo(IntStream.range(0, PEOPLE)
                                .mapToObj(i -> i * 100)
                                .toList());
                assertThat(people)
                        .allSatisfy(guest -> assertThat(guest.awaitEnd()).isEqualTo(MOVED));
                assertThat(first.awaitExit()).isEqualTo(NOTHING_LOST);
                assertThat(first.log())
                        .contains("A successor serves port", "Draining: 20 connections move to another instance.");
                assertThat(lastWord(first)).contains("20 connections drained, 0 closed by force");
                people.forEach(guest -> guest.connect(second));
                assertThat(people)
                        .allSatisfy(guest -> assertThat(guest.grievances()).isEmpty());
                assertThat(first.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void newcomersLandOnTheSuccessorAndWhatOneWritesTheOthersReadersHaveAtOnce() {
        machine.with("VICHE_DRAIN_MODE", "wait");
        try (ServerProcess first = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(first);
            try (ServerProcess second = successor(first)) {
                machine.awaitServing(2);
                first.terminate();
                ana.awaitSendOff();
                ServerProcess.await("the port is left", () -> first.log().contains("does not listen any more"));
                Guest bo = machine.guest("bo", "garden").connect(second);

                // When
                List<Long> there = new ArrayList<>();
                List<Long> back = new ArrayList<>();
                for (int i = 0; i < ENTRIES; i++) {
                    there.add(crossing(2 * i, ana, bo));
                    back.add(crossing(2 * i + 1, bo, ana));
                }

                // Then
                System.out.printf(
                        "CROSSING %d entries each way: median %.1f and %.1f ms, longest %.1f and %.1f ms%n",
                        ENTRIES, median(there), median(back), longest(there), longest(back));
                assertThat(median(there)).isLessThan(500);
                assertThat(median(back)).isLessThan(500);
                ana.leave();
                assertThat(first.awaitExit()).isEqualTo(NOTHING_LOST);
                assertThat(bo.seen()).isEqualTo(StoredLog.read(machine.data()).room("garden"));
                assertThat(first.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void aSuccessorThatComesAfterTheSignalTakesThePortAllTheSame() {
        machine.with("VICHE_DRAIN_MODE", "wait");
        try (ServerProcess first = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(first);
            ana.outbox().awaitAcknowledgement(ana.say("before"));
            first.terminate();
            ana.awaitSendOff();
            Guest early = machine.guest("early", "garden").knock(first, Map.of("username", "early"));
            assertThat(early.awaitEnd()).isEqualTo(1001);

            // When
            try (ServerProcess second = successor(first)) {
                ServerProcess.await("the port is left", () -> first.log().contains("does not listen any more"));

                // Then
                Guest bo = machine.guest("bo", "garden").connect(second);
                assertThat(bo.outbox().awaitAcknowledgement(bo.say("after")).seq())
                        .isEqualTo(2);
                ServerProcess.await("ana hears it", () -> ana.seen().size() == 2);
                ana.vanish();
                ana.connect(second);
                assertThat(ana.grievances()).isEmpty();
                assertThat(first.awaitExit()).isEqualTo(NOTHING_LOST);
                assertThat(first.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    /** A second server on the same port. Readiness may be answered by either, so it is its log that tells. */
    private ServerProcess successor(ServerProcess first) {
        ServerProcess second = machine.launch().awaitListening();
        assertThat(second.port()).isEqualTo(first.port());
        return second;
    }

    /** Nanoseconds from the moment one has their message back until the other has it. */
    private static long crossing(int nth, Guest speaker, Guest listener) {
        speaker.outbox().awaitAcknowledgement(speaker.say("across"));
        return listener.inbox().seenAt(nth) - speaker.inbox().seenAt(nth);
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
    }

    private static double longest(List<Long> nanos) {
        return Collections.max(nanos) / 1e6;
    }
}
