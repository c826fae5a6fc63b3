package dev.viche.live;

import dev.viche.messages.Change;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import jakarta.inject.Singleton;

/**
 * Says something in a direct conversation from whichever room one is in. Finding the person and opening the conversation
 * may take a while, so a session's private messages are taken one after another, in the order they came.
 */
@Singleton
class PrivateMessages {

    private final Correspondents correspondents;
    private final LiveRooms rooms;
    private final GroupCommit commit;

    PrivateMessages(Correspondents correspondents, LiveRooms rooms, GroupCommit commit) {
        this.correspondents = correspondents;
        this.rooms = rooms;
        this.commit = commit;
    }

    /** Called on the session's event loop; {@link Intake#handled} follows in any case. */
    void send(Session session, LiveRoom near, Person sender, ClientFrame.PrivateMessage message) {
        session.intake()
                .inTurn(() -> correspondents.find(sender, message.to(), near, found -> {
                    switch (found) {
                        case Correspondents.Found.None none ->
                            refuse(session, message, none.refusal(), none.detail(), true);
                        case Correspondents.Found.One one ->
                            rooms.openDirect(
                                    sender, one.person(), opening -> opened(session, sender, message, opening));
                    }
                }));
    }

    private void opened(Session session, Person sender, ClientFrame.PrivateMessage message, LiveRooms.Opening opening) {
        switch (opening) {
            case LiveRooms.Opening.Refused refused ->
                refuse(session, message, refused.refusal(), refused.detail(), true);
            case LiveRooms.Opening.Open open -> {
                LiveRoom room = open.room();
                Write write = new Write.Post(room.room().id(), sender, message.text(), message.clientMessageId(), null);
                commit.submit(write, written -> written(session, room, sender, message, written));
                session.run(session.intake()::nextTurn);
            }
        }
    }

    private static void written(
            Session session, LiveRoom room, Person sender, ClientFrame.PrivateMessage message, Written written) {
        if (written instanceof Written.Refused refused) {
            refuse(session, message, refused.refusal(), refused.detail(), false);
            return;
        }
        if (written instanceof Written.Already already) {
            resent(session, room, sender, already.stored());
        }
        session.run(session.intake()::handled);
    }

    private static void resent(Session session, LiveRoom room, Person sender, Change.Posted stored) {
        session.run(() ->
                session.send(session.room() == room ? stored.frame() : Letters.letter(room.room(), stored, sender)));
    }

    private static void refuse(
            Session session, ClientFrame.PrivateMessage message, Refusal refusal, String detail, boolean inTurn) {
        session.refuse(refusal, detail, message.clientMessageId());
        session.run(() -> {
            session.intake().handled();
            if (inTurn) {
                session.intake().nextTurn();
            }
        });
    }
}
