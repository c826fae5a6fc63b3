package dev.viche.live;

import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import java.util.function.Consumer;

/**
 * A wish to enter a room.
 *
 * @param account whether it is an account's, and not a guest's
 * @param again begins the wish anew, when the room was put to rest meanwhile
 */
record Join(Session session, Person person, boolean account, ClientFrame.JoinRoom wish, Consumer<Join> again) {

    static final String BUSY = "The server is busy; join again in a moment.";

    /** Answers that it is not granted; another may be tried. */
    void refuse(Refusal refusal, String detail) {
        session.run(() -> {
            session.notJoined();
            session.refuse(refusal, detail, null);
        });
    }
}
