package dev.viche.live;

import dev.viche.accounts.Guests;
import dev.viche.live.LiveRoom.Attachment;
import dev.viche.messages.Change;
import dev.viche.messages.DirectTails;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Page;
import dev.viche.metrics.ChatMetrics;
import dev.viche.moderation.Bans;
import dev.viche.moderation.Sanction;
import dev.viche.moderation.Standing;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import dev.viche.storage.LogIdentity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets into a room who may enter it. The order is what makes it gapless: first the session is attached to live delivery,
 * which is held back in its {@link Backlog}; then the log is read up to now and sent; then what was held back beyond it. A
 * resume reads page after page, each only when the one before has left, until it meets what was held back.
 */
@Singleton
class Admission {

    private static final long DRAINED_CHECK_MILLIS = 20;

    private final Guests guests;
    private final MessageLog log;
    private final DirectTails directs;
    private final LogReaders readers;
    private final LogIdentity identity;
    private final ChatMetrics metrics;
    private final Shares shares;
    private final Standings standings;
    private final Enforcement enforcement;

    Admission(
            Guests guests,
            MessageLog log,
            DirectTails directs,
            LogReaders readers,
            LogIdentity identity,
            ChatMetrics metrics,
            Shares shares,
            Standings standings,
            Enforcement enforcement) {
        this.guests = guests;
        this.log = log;
        this.directs = directs;
        this.readers = readers;
        this.identity = identity;
        this.metrics = metrics;
        this.shares = shares;
        this.standings = standings;
        this.enforcement = enforcement;
    }

    /** On a reader's thread: whether they may enter no room at all; then they are told, and leave no room behind. */
    boolean isBarred(Join join) {
        Sanction ban = standings
                .of(0, join.person().userId(), join.session().intake().address().number())
                .ban();
        if (ban != null) {
            turnAway(join, ban);
        }
        return ban != null;
    }

    private static void turnAway(Join join, Sanction ban) {
        join.session().refuse(Refusal.FORBIDDEN, Bans.words(ban), null);
        join.session().close(Closing.BANNED);
    }

    /** On a reader's thread: before anyone is told that they come. */
    void admit(Join join, LiveRoom room) {
        enforcement.acquaint(room);
        long asOf = enforcement.heard();
        Standing standing = standing(join, room);
        if (standing != null) {
            join.session().run(() -> attach(join, room, standing, asOf));
        }
    }

    /** How they stand there; null when they may not enter, which they are told. */
    private @Nullable Standing standing(Join join, LiveRoom room) {
        UUID userId = join.person().userId();
        Standing standing = standings.of(
                room.room().id(), userId, join.session().intake().address().number());
        if (standing.ban() != null) {
            turnAway(join, standing.ban());
            return null;
        }
        if (!room.room().admits(userId, standing.rank())) {
            join.refuse(Refusal.ROOM_NOT_FOUND, "There is no such room for you; ask its members to invite you.");
            return null;
        }
        return standing;
    }

    private void attach(Join join, LiveRoom room, Standing standing, long asOf) {
        if (join.session().isClosed()) {
            return;
        }
        join.session().joining(room, join.person());
        join.session().stands(standing);
        room.attach(join.session(), join.person(), attachment -> {
            switch (attachment) {
                case Attachment.Closed _ -> join.again().accept(join);
                case Attachment.Taken _ ->
                    join.refuse(
                            Refusal.USERNAME_TAKEN,
                            "Someone in this room is called so; choose another username and join again.");
                case Attachment.Refused refused -> join.refuse(refused.refusal(), refused.detail());
                case Attachment.Attached attached ->
                    readers.read(() -> settle(join, room, attached, asOf), () -> busy(join, room));
            }
        });
    }

    /** On a reader's thread: what was ruled since the look, and before what is ruled reached them, is looked up again. */
    private void settle(Join join, LiveRoom room, Attachment.Attached attached, long asOf) {
        long now = enforcement.heard();
        if (now == asOf) {
            read(join, room, attached, now);
            return;
        }
        Standing standing = standing(join, room);
        if (standing == null) {
            room.detach(join.session(), true);
            return;
        }
        join.session().run(() -> join.session().stands(standing));
        read(join, room, attached, now);
    }

    private static void busy(Join join, LiveRoom room) {
        room.detach(join.session(), true);
        join.refuse(Refusal.STORAGE_UNAVAILABLE, Join.BUSY);
    }

    /** On a reader's thread: the log, as the wish asks for it. */
    private void read(Join join, LiveRoom room, Attachment.Attached attached, long asOf) {
        long roomId = room.room().id();
        Map<Long, Long> letters = directs.of(join.person().userId());
        join.session().run(() -> join.session().line().lettersBefore(letters));
        Long since = join.wish().since();
        if (since != null && identity.epoch().equals(join.wish().epoch())) {
            Page page = log.after(roomId, since, ClientFrame.MAX_PAGE);
            if (since <= page.lastSeq() && since >= page.firstSeq() - 1) {
                join.session().run(() -> settled(join, room, attached, page, true, asOf));
                return;
            }
        }
        Page page = log.before(roomId, Long.MAX_VALUE, join.wish().history());
        join.session().run(() -> settled(join, room, attached, page, false, asOf));
    }

    private void settled(
            Join join, LiveRoom room, Attachment.Attached attached, Page page, boolean resumed, long asOf) {
        if (enforcement.heard() == asOf) {
            welcome(join, room, attached, page, resumed);
        } else {
            readers.read(() -> settle(join, room, attached, asOf), () -> busy(join, room));
        }
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
