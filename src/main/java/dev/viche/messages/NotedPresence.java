package dev.viche.messages;

import dev.viche.storage.Reads;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is noted as connected to a process. Blocks on the database. */
@Singleton
public class NotedPresence {

    private final Reads reads;

    NotedPresence(Reads reads) {
        this.reads = reads;
    }

    /**
     * Those with that process, by room.
     *
     * @throws IllegalStateException when the database cannot be read
     */
    public Map<Long, Set<UUID>> with(String instance) {
        Map<Long, Set<UUID>> byRoom = new HashMap<>();
        reads.of(sql -> sql.all(SightingWrites::read, SightingWrites.OF_INSTANCE, instance))
                .forEach(one -> byRoom.computeIfAbsent(one.roomId(), _ -> new HashSet<>())
                        .add(one.person().userId()));
        return byRoom;
    }
}
