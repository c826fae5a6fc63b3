package dev.viche.live;

import dev.viche.moderation.Standing;
import dev.viche.storage.Reads;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks up how someone stands. Blocks on the database: never call it on an event loop. */
@Singleton
public class Standings {

    private final Reads reads;
    private final InstantSource clock;

    Standings(Reads reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * How someone who comes from there stands in that room.
     *
     * @param roomId the room; 0 for the server alone
     * @param userId who; null when that is not known
     * @param network where from, as limits count it; null when that is not known
     */
    public Standing of(long roomId, @Nullable UUID userId, @Nullable Long network) {
        return reads.of(sql -> Standing.of(sql, roomId, userId, network, clock.instant()));
    }
}
