package dev.viche.live;

import dev.viche.cluster.Instance;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.NotedPresence;
import dev.viche.messages.Write;
import dev.viche.protocol.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sees to it that the log has noted who is connected to this process. Mostly it has, by one {@link Write.Sight} for each who
 * comes and goes; but one that could not be written leaves a ghost, or someone nobody sees, and others may have buried us
 * while we lived.
 */
@Singleton
public class Muster {

    private static final Logger LOG = Logger.getLogger(Muster.class);

    private final LiveRooms rooms;
    private final NotedPresence noted;
    private final GroupCommit commit;
    private final Instance instance;

    Muster(LiveRooms rooms, NotedPresence noted, GroupCommit commit, Instance instance) {
        this.rooms = rooms;
        this.noted = noted;
        this.commit = commit;
        this.instance = instance;
    }

    /** As {@link #call}, if something could not be written since the last time. */
    public void callIfUntold() {
        if (rooms.takeUntold() && !call()) {
            rooms.leaveUntold();
        }
    }

    /** Compares what is noted with who is here, and has the differences written. Returns whether it could be read. */
    public boolean call() {
        Map<Long, Set<UUID>> byRoom;
        try {
            byRoom = noted.with(instance.id());
        } catch (IllegalStateException e) {
            LOG.debugf("Who is noted as present cannot be compared with who is: %s", e.getMessage());
            return false;
        }
        for (LiveRoom room : rooms.all()) {
            long roomId = room.room().id();
            Set<UUID> there = byRoom.remove(roomId);
            room.muster(there == null ? Set.of() : there, here -> write(roomId, here));
        }
        byRoom.keySet().forEach(roomId -> rooms.whileAtRest(roomId, () -> write(roomId, List.of())));
        return true;
    }

    private void write(long roomId, List<Person> here) {
        commit.submit(new Write.Muster(roomId, instance.id(), here), rooms::told);
    }
}
