package dev.viche.live;

import dev.viche.accounts.Bearer;
import dev.viche.accounts.Bearers;
import dev.viche.accounts.Bot;
import dev.viche.accounts.Guests;
import dev.viche.accounts.ReservedNames;
import dev.viche.accounts.Scope;
import dev.viche.moderation.Act;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Closing;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.RoomDirectory;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The way to a room: who it is that comes, and which room they mean. {@link Admission} goes on from there. */
@Singleton
public class Joins {

    private final LiveRooms rooms;
    private final Correspondents correspondents;
    private final Guests guests;
    private final ReservedNames reserved;
    private final Bearers bearers;
    private final LoggedIn loggedIn;
    private final LogReaders readers;
    private final Shares shares;
    private final Admission admission;
    private final RoomDirectory directory;

    Joins(
            LiveRooms rooms,
            Correspondents correspondents,
            Guests guests,
            ReservedNames reserved,
            Bearers bearers,
            LoggedIn loggedIn,
            LogReaders readers,
            Shares shares,
            Admission admission,
            RoomDirectory directory) {
        this.directory = directory;
        this.rooms = rooms;
        this.correspondents = correspondents;
        this.guests = guests;
        this.reserved = reserved;
        this.bearers = bearers;
        this.loggedIn = loggedIn;
        this.readers = readers;
        this.shares = shares;
        this.admission = admission;
    }

    /** Takes the session into a room, or answers why not. Called on the session's event loop. */
    public void join(Session session, ClientFrame.JoinRoom wish) {
        if (session.isClosed()) {
            // Not let in at all: nothing it asks for may leave a trace, least of all a new room.
            return;
        }
        if (session.isJoiningOrJoined()) {
            session.refuse(
                    Refusal.INVALID_FRAME,
                    "This connection is in a room already; open another one for another room.",
                    null);
            return;
        }
        String token = session.line().accessToken();
        if (token != null) {
            session.entering();
            readers.identify(() -> account(session, token, wish), () -> session.close(Closing.OVER_CAPACITY));
            return;
        }
        try {
            Person person = guests.who(wish.username(), wish.resumeToken());
            if (mayJoin(session, person)) {
                Join join = new Join(session, person, false, wish, this::enter);
                session.entering();
                readers.read(() -> guest(join), () -> join.refuse(Refusal.STORAGE_UNAVAILABLE, Join.BUSY));
            }
        } catch (FrameRefused refused) {
            session.refuse(refused.refusal(), refused.detail(), null);
        }
    }

    private boolean mayJoin(Session session, Person person) {
        if (shares.take(Act.JOIN, person.userId()) > 0) {
            session.close(Closing.OVER_CAPACITY);
            return false;
        }
        return true;
    }

    /** On a reader's thread. */
    private void guest(Join join) {
        try {
            reserved.check(join.person().name());
            if (!admission.isBarred(join)) {
                enter(join);
            }
        } catch (FrameRefused refused) {
            join.refuse(refused.refusal(), refused.detail());
        }
    }

    /** On a doorkeeper's thread: who shows that token, and then whether it is good still, now that its end would be heard. */
    private void account(Session session, String token, ClientFrame.JoinRoom wish) {
        Bearer bearer;
        try {
            bearer = bearers.identify(token);
        } catch (FrameRefused refused) {
            session.run(() -> {
                session.notJoined();
                session.refuse(refused.refusal(), refused.detail(), null);
            });
            return;
        }
        if (bearer == null) {
            session.close(Closing.EXPIRED);
            return;
        }
        session.run(() -> {
            Person person = bearer.account().person();
            if (session.isClosed() || !mayJoin(session, person)) {
                return;
            }
            loggedIn.add(session, bearer);
            if (bearer.bot() != null && !bearer.bot().scopes().contains(Scope.WRITE)) {
                session.line().onlyReads();
            }
            Join join = new Join(session, person, true, wish, this::enter);
            readers.read(
                    () -> {
                        if (!bearers.stands(bearer)) {
                            session.close(Closing.LOGGED_OUT);
                        } else if (!mayRead(bearer.bot(), wish.roomName())) {
                            join.refuse(
                                    Refusal.ROOM_NOT_FOUND, "This token is good for another room, or not for reading.");
                        } else if (!admission.isBarred(join)) {
                            enter(join);
                        }
                    },
                    () -> join.refuse(Refusal.STORAGE_UNAVAILABLE, Join.BUSY));
        });
    }

    /** Before the room is opened: a bot begins none. */
    private boolean mayRead(@Nullable Bot bot, Name name) {
        if (bot == null) {
            return true;
        }
        RoomDirectory.Listed room = name.isDirect() ? null : directory.find(name);
        return room != null && bot.may(Scope.READ, room.id());
    }

    private void enter(Join join) {
        Name name = join.wish().roomName();
        if (name.isDirect()) {
            correspondents.find(join.person(), name.value().substring(1), null, found -> {
                switch (found) {
                    case Correspondents.Found.One one ->
                        rooms.openDirect(join.person(), one.person(), opening -> opened(join, opening));
                    // Not there and not allowed look the same.
                    case Correspondents.Found.None none ->
                        join.refuse(none.refusal().retry() ? none.refusal() : Refusal.ROOM_NOT_FOUND, none.detail());
                }
            });
        } else {
            rooms.open(name, join.account() ? join.person() : null, opening -> opened(join, opening));
        }
    }

    private void opened(Join join, LiveRooms.Opening opening) {
        switch (opening) {
            case LiveRooms.Opening.Refused refused -> join.refuse(refused.refusal(), refused.detail());
            case LiveRooms.Opening.Open open ->
                readers.read(
                        () -> admission.admit(join, open.room()),
                        () -> join.refuse(Refusal.STORAGE_UNAVAILABLE, Join.BUSY));
        }
    }
}
