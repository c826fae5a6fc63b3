package dev.viche.probe;

import java.time.Duration;
import java.util.List;

/**
 * What a probe is to do.
 *
 * @param id 1 to 16 of {@code a-z0-9}; part of every room's name, so that no two probes share one
 * @param servers where members connect, at least one; they are spread over them, and go to the next on failure
 * @param rooms how many rooms, 1 or more
 * @param members how many in each room, 1 or more
 * @param rate messages a second in all rooms together, 1 or more
 * @param duration how long they talk
 * @param textLength characters of a message, 1 to 10,000
 * @param settle how long the last messages may take to arrive
 * @param joinRate how many members come in a second at the beginning, 1 or more
 * @param seed makes texts and speakers; the same seed, the same talk
 */
public record ProbePlan(
        String id,
        List<ServerUrl> servers,
        int rooms,
        int members,
        int rate,
        Duration duration,
        int textLength,
        Duration settle,
        int joinRate,
        long seed) {

    private static final String NAME = "probe-";

    public ProbePlan {
        servers = List.copyOf(servers);
    }

    /** Members of all rooms. */
    int crowd() {
        return rooms * members;
    }

    /** Messages that are said unless the talk is cut short. */
    long messages() {
        return rate * duration.toMillis() / 1000;
    }

    String roomName(int room) {
        return "probe-%s-%d".formatted(id, room + 1);
    }

    String memberName(int room, int member) {
        return NAME + (room * members + member + 1);
    }

    /** Which of a room's members has that name; -1 where none has. */
    int memberOf(int room, String name) {
        try {
            int member =
                    name.startsWith(NAME) ? Integer.parseInt(name.substring(NAME.length())) - 1 - room * members : -1;
            return member < members ? Math.max(-1, member) : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
