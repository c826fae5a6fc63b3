package dev.viche.live;

import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import dev.viche.protocol.ServerFrame;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import jakarta.inject.Singleton;

/** Brings what is said in a direct conversation to every connection of its two people that is elsewhere. */
@Singleton
class Letters {

    private final People people;

    Letters(People people) {
        this.people = people;
    }

    /** Passes a message on; nothing happens for a room that is no direct conversation. */
    void pass(Room room, Change.Posted posted) {
        if (room.kind() == RoomKind.DIRECT) {
            for (Person reader : room.pair()) {
                WireFrame frame = WireFrame.of(letter(room, posted, reader));
                for (Session session : people.sessions(reader.userId())) {
                    session.run(() -> {
                        LiveRoom at = session.room();
                        boolean isThere = at != null && at.room().id() == room.id();
                        // Who moves from one instance to another was told at the first.
                        if (!isThere && !session.line().isYoungerThan(room.id(), posted.seq())) {
                            session.pass(frame);
                        }
                    });
                }
            }
        }
    }

    /** The message as this one of the two is told of it. */
    static ServerFrame.PrivateMessage letter(Room room, Change.Posted posted, Person reader) {
        return new ServerFrame.PrivateMessage(
                posted.message().frame(posted.seq()),
                room.other(posted.message().userId()).userId(),
                room.nameFor(reader.userId()));
    }
}
