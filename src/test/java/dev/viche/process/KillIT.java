package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise 1: an acknowledged message survives {@code kill -9}, and everyone resumes as if nothing had happened. */
class KillIT {

    private static final int ROUNDS = 20;
    private static final int LEAST_TALK = 100;
    private static final int MOST_TALK = 1500;

    @RegisterExtension
    final Machine machine = new Machine().with("VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void whatWasAcknowledgedSurvivesKillAfterKill() {
        // Given
        List<Guest> talkers = Stream.of("garden", "harbour", "attic")
                .flatMap(room -> Stream.of(machine.guest("ana-" + room, room), machine.guest("bo-" + room, room)))
                .toList();
        List<Guest> listeners = Stream.of("garden", "harbour", "attic")
                .map(room -> machine.guest("cai-" + room, room))
                .toList();
        List<Guest> everyone =
                Stream.concat(talkers.stream(), listeners.stream()).toList();
        int cutOff = 0;
        int storedUnacknowledged = 0;

        for (int round = 1; round <= ROUNDS; round++) {
            // When
            killInTheMiddle(talkers, everyone);

            // Then
            StoredLog stored = machine.remains().assertSound();
            everyone.forEach(guest -> assertKept(guest, stored));
            assertThat(stored.epoch())
                    .isEqualTo(everyone.getFirst().welcome().path("epoch").asText());
            cutOff += talkers.stream()
                    .mapToInt(guest -> guest.outbox().unacknowledged().size())
                    .sum();
            storedUnacknowledged += talkers.stream()
                    .mapToInt(guest -> storedUnacknowledged(guest, stored))
                    .sum();
        }

        // Then
        StoredLog stored = afterwards(talkers, everyone);
        // It was real: commits held several messages, and kills fell on both sides of a commit.
        assertThat(stored.size()).isGreaterThan(2 * stored.batches());
        assertThat(cutOff).isPositive();
        assertThat(storedUnacknowledged).isPositive();
        System.out.printf(
                "%d kills (seed %d): %d messages in %d commits; %d were cut off, of which %d were stored%n",
                ROUNDS, seed, stored.size(), stored.batches(), cutOff, storedUnacknowledged);
    }

    private void killInTheMiddle(List<Guest> talkers, List<Guest> everyone) {
        try (ServerProcess server = machine.start()) {
            everyone.forEach(guest -> guest.connect(server));
            long enough = acknowledged(talkers) + random.nextInt(LEAST_TALK, MOST_TALK);
            talkers.forEach(Guest::chatter);
            ServerProcess.await("talk", () -> acknowledged(talkers) >= enough);
            server.kill();
        }
        everyone.forEach(Guest::awaitEnd);
        talkers.forEach(Guest::hush);
    }

    private static void assertKept(Guest guest, StoredLog stored) {
        assertThat(guest.grievances()).isEmpty();
        assertThat(stored.room(guest.room())).startsWith(guest.seen().toArray(Entry[]::new));
        Set<Entry> lost = new HashSet<>(guest.outbox().acknowledged().values());
        stored.room(guest.room()).forEach(lost::remove);
        assertThat(lost).isEmpty();
    }

    private static int storedUnacknowledged(Guest guest, StoredLog stored) {
        Set<String> open = Set.copyOf(guest.outbox().unacknowledged());
        return (int) stored.room(guest.room()).stream()
                .filter(entry -> open.contains(entry.clientMessageId()))
                .count();
    }

    /** Everyone comes back once more, and all that was ever said is acknowledged. */
    private StoredLog afterwards(List<Guest> talkers, List<Guest> everyone) {
        try (ServerProcess server = machine.start()) {
            everyone.forEach(guest -> guest.connect(server));
            talkers.forEach(Guest::settle);
            StoredLog stored = StoredLog.read(machine.data()).assertSound();
            assertThat(stored.size()).isEqualTo(acknowledged(talkers));
            ServerProcess.await(
                    "everyone has seen everything",
                    () -> everyone.stream()
                            .allMatch(guest -> guest.seen().size()
                                    == stored.room(guest.room()).size()));
            everyone.forEach(guest -> assertThat(guest.grievances()).isEmpty());
            assertThat(server.complaints()).isEmpty();
            return stored;
        }
    }

    private static long acknowledged(List<Guest> talkers) {
        return talkers.stream()
                .mapToLong(guest -> guest.outbox().acknowledgedCount())
                .sum();
    }
}
