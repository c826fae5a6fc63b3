package dev.viche.live;

import dev.viche.accounts.Bearer;
import dev.viche.accounts.Bearers;
import dev.viche.accounts.Guests;
import dev.viche.accounts.ReservedNames;
import dev.viche.live.LiveRoom.Attachment;
import dev.viche.messages.Change;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Page;
import dev.viche.metrics.ChatMetrics;
import dev.viche.moderation.Act;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Closing;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import dev.viche.storage.LogIdentity;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The way into a room. The order is what makes it gapless: first the session is attached to live delivery, which is
 * held back in its {@link Backlog}; then the log is read up to now and sent; then what was held back beyond it. A resume
 * reads page after page, each only when the one before has left, until it meets what was held back.
 */
@Singleton
public class Joins {

    private static final String BUSY = "The server is busy; join again in a moment.";
    private static final long DRAINED_CHECK_MILLIS = 20;

    private final LiveRooms rooms;
    private final Correspondents correspondents;
    private final Guests guests;
    private final ReservedNames reserved;
    private final Bearers bearers;
    private final LoggedIn loggedIn;
    private final MessageLog log;
    private final LogReaders readers;
    private final LogIdentity identity;
    private final ChatMetrics metrics;
    private final Shares shares;

    Joins(
            LiveRooms rooms,
            Correspondents correspondents,
            Guests guests,
            ReservedNames reserved,
            Bearers bearers,
            LoggedIn loggedIn,
            MessageLog log,
            LogReaders readers,
            LogIdentity identity,
            ChatMetrics metrics,
            Shares shares) {
        this.metrics = metrics;
        this.rooms = rooms;
        this.correspondents = correspondents;
        this.guests = guests;
        this.reserved = reserved;
        this.bearers = bearers;
        this.loggedIn = loggedIn;
        this.log = log;
        this.readers = readers;
        this.identity = identity;
        this.shares = shares;
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
                Join join = new Join(session, person, false, wish);
                session.entering();
                readers.read(() -> guest(join), () -> join.refuse(Refusal.STORAGE_UNAVAILABLE, BUSY));
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
            enter(join);
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
            Join join = new Join(session, person, true, wish);
            readers.read(
                    () -> {
                        if (bearers.stands(bearer)) {
                            enter(join);
                        } else {
                            session.close(Closing.LOGGED_OUT);
                        }
                    },
                    () -> join.refuse(Refusal.STORAGE_UNAVAILABLE, BUSY));
        });
    }

    private record Join(Session session, Person person, boolean account, ClientFrame.JoinRoom wish) {
        void refuse(Refusal refusal, String detail) {
            session.run(() -> {
                session.notJoined();
                session.refuse(refusal, detail, null);
            });
        }
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
            rooms.open(name, opening -> opened(join, opening));
        }
    }

    private void opened(Join join, LiveRooms.Opening opening) {
        switch (opening) {
            case LiveRooms.Opening.Refused refused -> join.refuse(refused.refusal(), refused.detail());
            case LiveRooms.Opening.Open open -> join.session().run(() -> attach(join, open.room()));
        }
    }

    private void attach(Join join, LiveRoom room) {
        if (join.session().isClosed()) {
            return;
        }
        join.session().joining(room, join.person());
        room.attach(join.session(), join.person(), attachment -> {
            switch (attachment) {
                case Attachment.Closed _ -> enter(join);
                case Attachment.Taken _ ->
                    join.refuse(
                            Refusal.USERNAME_TAKEN,
                            "Someone in this room is called so; choose another username and join again.");
                case Attachment.Attached attached ->
                    readers.read(() -> read(join, room, attached), () -> busy(join, room));
            }
        });
    }

    private static void busy(Join join, LiveRoom room) {
        room.detach(join.session(), true);
        join.refuse(Refusal.STORAGE_UNAVAILABLE, BUSY);
    }

    /** On a reader's thread: the log, as the wish asks for it. */
    private void read(Join join, LiveRoom room, Attachment.Attached attached) {
        long roomId = room.room().id();
        Long since = join.wish().since();
        if (since != null && identity.epoch().equals(join.wish().epoch())) {
            Page page = log.after(roomId, since, ClientFrame.MAX_PAGE);
            if (since <= page.lastSeq() && since >= page.firstSeq() - 1) {
                join.session().run(() -> welcome(join, room, attached, page, true));
                return;
            }
        }
        Page page = log.before(roomId, Long.MAX_VALUE, join.wish().history());
        join.session().run(() -> welcome(join, room, attached, page, false));
    }

    private void welcome(Join join, LiveRoom room, Attachment.Attached attached, Page page, boolean resumed) {
        Session session = join.session();
        if (session.isClosed()) {
            return;
        }
        Person person = join.person();
        boolean more = resumed && page.more();
        Long since = join.wish().since();
        long upTo = resumed && since != null ? page.end(since) : page.lastSeq();
        ServerFrame.Welcome welcome = new ServerFrame.Welcome(
                person.userId(),
                person.name().value(),
                room.room().nameFor(person.userId()),
                identity.epoch(),
                page.lastSeq(),
                resumed,
                page.firstSeq(),
                frames(page),
                more,
                attached.listed().stream()
                        .map(member -> new ServerFrame.Member(
                                member.userId(), member.name().value()))
                        .toList(),
                attached.present(),
                shares.limits(),
                // A resume token would go on being good when the account is logged out.
                join.account() ? null : guests.token(person));
        session.welcome(WireFrame.of(welcome), upTo);
        if (since != null) {
            metrics.resumed(resumed);
        }
        if (more || !session.goLive()) {
            nextPage(session, room);
        }
    }

    /** Sends page after page until what was held back follows on; called on the session's loop. */
    private void nextPage(Session session, LiveRoom room) {
        if (session.isClosed()) {
            return;
        }
        if (!session.isCalm()) {
            session.later(() -> nextPage(session, room), DRAINED_CHECK_MILLIS);
            return;
        }
        long after = session.sent();
        readers.read(
                () -> {
                    Page page = log.after(room.room().id(), after, ClientFrame.MAX_PAGE);
                    session.run(() -> sendPage(session, room, page));
                },
                () -> session.close(Closing.FAULT));
    }

    private void sendPage(Session session, LiveRoom room, Page page) {
        if (page.firstSeq() > session.sent() + 1) {
            // Retention has overtaken this resume; the next one is told so in its welcome.
            session.close(Closing.FAULT);
            return;
        }
        ServerFrame.History history = new ServerFrame.History(frames(page), page.more(), true);
        session.page(WireFrame.of(history), page.end(session.sent()));
        if (page.more() || !session.goLive()) {
            nextPage(session, room);
        }
    }

    /** The entries of a page on the wire. */
    static List<ServerFrame.Entry> frames(Page page) {
        return page.entries().stream().map(Change::frame).toList();
    }
}
