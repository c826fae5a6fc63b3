package dev.viche.cluster;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the channels of one log are called. Redis numbers its databases, and its channels are the same in all of them: so
 * the log's epoch keeps two installations on one Redis apart.
 *
 * @param log the log's epoch
 */
record Channels(String log) {

    /** What concerns every instance. */
    String common() {
        return "viche:" + log + ":all";
    }

    /** What concerns those who have the room live. */
    String room(long roomId) {
        return "viche:" + log + ":room:" + roomId;
    }

    /** What an instance tells itself. Several, where channels are spread, lie on several nodes. */
    List<String> echoes(String self, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "viche:" + log + ":echo:" + self + ":" + i)
                .toList();
    }
}
