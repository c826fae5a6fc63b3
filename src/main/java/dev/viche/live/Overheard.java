package dev.viche.live;

import dev.viche.cluster.Bus;
import dev.viche.cluster.LogTail;
import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * What other instances tell over the bus, brought to the rooms it is for. A room takes what is next in its log and looks up
 * the rest, so that hearing it twice, late or not at all changes nothing.
 */
@Singleton
public class Overheard implements Bus.Ear {

    private final LiveRooms rooms;
    private final People people;
    private final LogTail tail;

    Overheard(LiveRooms rooms, People people, LogTail tail) {
        this.rooms = rooms;
        this.people = people;
        this.tail = tail;
    }

    @Override
    public void entries(long roomId, List<Change> entries) {
        LiveRoom live = rooms.find(roomId);
        if (live != null) {
            live.deliver(entries);
        }
    }

    @Override
    public void typing(long roomId, Person person, boolean active) {
        LiveRoom live = rooms.find(roomId);
        if (live != null) {
            live.typingElsewhere(person, active);
        }
    }

    @Override
    public void read(long roomId, Person reader, long seq) {
        LiveRoom live = rooms.find(roomId);
        if (live != null) {
            live.readElsewhere(reader, seq);
        }
    }

    @Override
    public void look() {
        tail.look();
    }

    /** Only the tail knows which of its entries nobody here has seen. */
    @Override
    public void direct(List<UUID> pair) {
        if (pair.stream().anyMatch(person -> people.find(person) != null)) {
            tail.look();
        }
    }
}
