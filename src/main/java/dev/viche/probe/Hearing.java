package dev.viche.probe;

import java.util.HashSet;
import java.util.Set;

/**
 * The judge of what one member heard. A member that moves has two connections for a moment, and both tell the same
 * entries: each is held to the order of the log by itself, from its first entry on, and the member has an entry as soon
 * as either told it. Owned by the probe's loop.
 */
final class Hearing {

    private final RoomRecord record;
    private final Script script;
    private final ProbePlan plan;
    private final int room;
    private final String member;
    private final Tally tally;
    private final Gaps gaps = new Gaps();
    private long last;
    private long lastHeard;
    private boolean listening;

    Hearing(RoomRecord record, Script script, ProbePlan plan, int room, String member, Tally tally) {
        this.record = record;
        this.script = script;
        this.plan = plan;
        this.room = room;
        this.member = member;
        this.tally = tally;
    }

    /** One connection, from its welcome on. */
    static final class Line {
        private final Set<Integer> resent = new HashSet<>(0);
        private long last;

        private Line(long since) {
            this.last = since;
        }

        /** This message was sent here though it had been sent before: the answer to that may be its entry once more. */
        void resent(int number) {
            resent.add(number);
        }
    }

    /** The place in the log up to which this member was told all there is, but for gaps. */
    long last() {
        return last;
    }

    /** The talk begins: from now on a silence counts. */
    void begin(long now) {
        lastHeard = now;
        listening = true;
    }

    /**
     * A connection was welcomed.
     *
     * @param resumed whether it goes on where it was asked to
     * @param since the last place that the member said it had
     * @param first the first place it tells of, where it does not go on
     */
    Line welcomed(boolean resumed, long since, long first) {
        if (resumed) {
            return new Line(since);
        }
        if (first - 1 > last) {
            gaps.add(last + 1, first - 1);
        } else if (first - 1 < last) {
            // A log that begins anew: what was missing of the old one does not come any more.
            gaps.clear();
        }
        last = first - 1;
        return new Line(last);
    }

    /** A connection told an entry of the log. */
    void heard(Line line, Heard.Entry entry, long now) {
        int number = entry.number();
        if (line.resent.contains(number) && entry.seq() != line.last + 1) {
            line.resent.remove(number);
            return;
        }
        if (isAltered(entry)) {
            tally.altered();
        }
        record.heard(entry.seq(), number);
        if (isNew(line, entry.seq())) {
            tally.received();
            if (listening) {
                tally.silence(now - lastHeard, member);
                lastHeard = now;
            }
        }
    }

    private boolean isAltered(Heard.Entry entry) {
        int number = entry.number();
        return number < 0
                || !entry.username().equals(plan.memberName(room, script.speaker(room, number)))
                || !entry.text().equals(script.text(room, number));
    }

    private boolean isNew(Line line, long seq) {
        if (seq <= line.last) {
            // Told late, or told twice.
            boolean late = gaps.close(seq);
            if (late) {
                tally.outOfOrder();
            } else {
                tally.doubled();
            }
            return late;
        }
        boolean skipped = seq > line.last + 1;
        line.last = seq;
        if (seq <= last) {
            // The other connection told it already, unless that had left it out.
            if (skipped) {
                tally.outOfOrder();
            }
            return gaps.close(seq);
        }
        if (seq > last + 1) {
            gaps.add(last + 1, seq - 1);
        }
        last = seq;
        return true;
    }

    /** Whether this member has all that anyone in the room has. */
    boolean isComplete() {
        return gaps.isEmpty() && last == record.high();
    }

    /**
     * Nothing more is listened for.
     *
     * @param talkEnded when the last message was due: who had all by then is not silent since
     */
    void end(long talkEnded, long now) {
        if (listening) {
            tally.silence((isComplete() ? talkEnded : now) - lastHeard, member);
            listening = false;
        }
    }
}
