package dev.viche.probe;

import dev.viche.protocol.Closing;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One who talks and listens, and does all that the protocol asks of a client when a server goes: opens the next
 * connection in its slot and drops the old one only when welcomed there, resumes, sends again what was not answered.
 * Owned by the probe's loop.
 */
final class Member {

    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final long RETRY_MILLIS = 500;

    private final Crowd crowd;
    private final int room;
    private final int index;
    private final String name;
    private final Hearing hearing;
    private final RoomRecord record;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private @Nullable Link current;
    private @Nullable Link next;
    private @Nullable ScheduledFuture<?> planned;
    private @Nullable Allowance allowance;
    private @Nullable String epoch;
    private @Nullable String resumeToken;
    // Those announced before it asked to come in, and those it was told of since.
    private BitSet met = new BitSet();
    private int server;
    private int tries;
    private long seeking;
    private long slot;
    private boolean moving;
    private boolean pumping;
    private boolean gone;

    /**
     * @param index which of its room's members it is, from 0
     * @param server which of the plan's servers it tries first
     */
    Member(Crowd crowd, int room, int index, Hearing hearing, RoomRecord record, int server) {
        this.crowd = crowd;
        this.room = room;
        this.index = index;
        this.name = crowd.plan().memberName(room, index);
        this.hearing = hearing;
        this.record = record;
        this.server = server;
    }

    /** Comes in for the first time. */
    void enter() {
        seeking = crowd.now();
        open();
    }

    private void open() {
        if (next == null && !gone) {
            next = new Link(this);
            crowd.dialer().dial(crowd.server(server), next);
        }
    }

    String join() {
        if (epoch == null) {
            met = record.announced();
        }
        return FrameText.join(crowd.plan().roomName(room), name, epoch, hearing.last(), resumeToken);
    }

    long last() {
        return hearing.last();
    }

    void heard(Link link, Heard heard) {
        switch (heard) {
            case Heard.Welcome welcome -> welcomed(link, welcome);
            case Heard.Entry entry -> entry(link, entry);
            case Heard.Page page -> page.entries().forEach(entry -> entry(link, entry));
            case Heard.Joined joined -> sawJoin(joined.username());
            case Heard.Left left -> sawLeave(left.username());
            case Heard.Shutdown shutdown -> shutdown(link, shutdown.reconnectAfterMillis());
            case Heard.Refused refused -> refused(refused);
            case Heard.Other _ -> {}
        }
    }

    private void welcomed(Link link, Heard.Welcome welcome) {
        if (link != next) {
            return;
        }
        record.welcomed(welcome.epoch(), link.since(), welcome.lastSeq());
        long first = welcome.entries().isEmpty()
                ? welcome.lastSeq() + 1
                : welcome.entries().getFirst().seq();
        link.welcomed(hearing.welcomed(welcome.resumed(), link.since(), first));
        boolean known = epoch != null;
        if (known) {
            crowd.tally().reconnected(crowd.now() - seeking, current != null);
            if (!welcome.resumed()) {
                crowd.tally().notResumed();
            }
        }
        if (current != null) {
            current.drop();
        }
        current = link;
        next = null;
        tries = 0;
        moving = false;
        epoch = welcome.epoch();
        resumeToken = welcome.resumeToken();
        welcome.entries().forEach(entry -> entry(link, entry));
        allowance = crowd.allowance(welcome.limits());
        unacknowledged.sendAll();
        pump();
        if (!known) {
            crowd.arrived(welcome.limits());
        }
    }

    private void entry(Link link, Heard.Entry entry) {
        if (link.line() == null) {
            return;
        }
        if (entry.username().equals(name)) {
            Long due = unacknowledged.answered(entry.number());
            if (due != null) {
                crowd.tally().acknowledged(crowd.now() - due);
            }
        }
        hearing.heard(link.line(), entry, crowd.now());
    }

    private void sawJoin(String username) {
        int member = crowd.plan().memberOf(room, username);
        if (member < 0) {
            return;
        }
        if (met.get(member)) {
            crowd.tally().joinedAgain(username);
        }
        met.set(member);
        if (member == index) {
            record.announced(index);
        }
    }

    private void sawLeave(String username) {
        if (!gone && crowd.plan().memberOf(room, username) >= 0) {
            crowd.tally().seenLeaving(username);
        }
    }

    private void refused(Heard.Refused refused) {
        crowd.tally().frameRefused(refused.code());
        if (refused.number() < 0) {
            return;
        }
        if (refused.retry()) {
            var _ = crowd.later(RETRY_MILLIS, () -> {
                unacknowledged.sendAgain(refused.number());
                pump();
            });
        } else if (unacknowledged.answered(refused.number()) != null) {
            crowd.tally().refusedForGood();
        }
    }

    // ---- what it says ------------------------------------------------------------------------------------------

    /** It is time to say this. */
    void say(int number, long due) {
        crowd.tally().said();
        unacknowledged.say(number, due);
        pump();
    }

    /** Sends what is to be sent, as fast as the server allows. */
    private void pump() {
        Integer number = unacknowledged.next();
        while (number != null && current != null && !gone) {
            if (allowance == null || !allowance.allows(crowd.now()) || !crowd.allowsMessage()) {
                pumpLater();
                return;
            }
            allowance.take();
            if (unacknowledged.sent()) {
                crowd.tally().sentAgain();
                if (current.line() != null) {
                    current.line().resent(number);
                }
            }
            current.send(FrameText.message(number, crowd.text(room, number)));
            number = unacknowledged.next();
        }
    }

    private void pumpLater() {
        if (!pumping) {
            pumping = true;
            var _ = crowd.later(LOOK_AGAIN_MILLIS, () -> {
                pumping = false;
                pump();
            });
        }
    }

    // ---- when a connection ends --------------------------------------------------------------------------------

    private void shutdown(Link link, long slotMillis) {
        if (link == current && !moving) {
            moving = true;
            slot = crowd.now() + TimeUnit.MILLISECONDS.toNanos(slotMillis);
            plan(slotMillis, () -> {
                seeking = crowd.now();
                server = crowd.serverAfter(server);
                open();
            });
        }
    }

    void ended(Link link, Ending ending) {
        if (link == next) {
            next = null;
            tries++;
            crowd.notOpened(ending, crowd.server(server));
            server = crowd.serverAfter(server);
            again(ending, crowd.backoff().afterTry(ending, tries, crowd.now() - seeking));
        } else if (link == current) {
            current = null;
            crowd.tally().closed(ending.kind());
            seeking = crowd.now();
            if (next == null) {
                // A member that was about to move has chosen where to.
                server = moving && tries > 0 ? server : crowd.serverAfter(server);
                again(ending, Math.max(crowd.backoff().afterLoss(ending), untilSlot()));
            }
        }
    }

    /** Who is closed before its slot waits for it: the others have theirs. */
    private long untilSlot() {
        return moving ? TimeUnit.NANOSECONDS.toMillis(slot - crowd.now()) : 0;
    }

    private void again(Ending ending, long millis) {
        if (ending.advice() == Closing.Client.STAYS_AWAY && current == null) {
            gone = true;
            crowd.stayedAway(ending);
        } else {
            plan(millis, this::open);
        }
    }

    private void plan(long millis, Runnable act) {
        if (planned != null) {
            planned.cancel(false);
        }
        planned = crowd.later(millis, act);
    }

    // ---- the end -----------------------------------------------------------------------------------------------

    Hearing hearing() {
        return hearing;
    }

    /** Whether all it said was answered, and it has heard all there is. */
    boolean isDone() {
        return unacknowledged.isEmpty() && hearing.isComplete();
    }

    /** Hangs up for good. */
    void leave() {
        gone = true;
        if (next != null) {
            next.drop();
        }
        if (current != null) {
            current.leave();
        }
    }
}
