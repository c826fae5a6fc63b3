package dev.viche.live;

import dev.viche.moderation.Act;
import dev.viche.moderation.Network;
import dev.viche.moderation.RateLimit;
import dev.viche.protocol.Person;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What comes in over a session's line: how much of it is under way, and in what order it is carried out. Bounded by not
 * reading more. Owned by the session's event loop.
 */
final class Intake {

    /** Frames that may be under way before reading stops, and the number at which it starts again. */
    private static final int BUSY = 128;

    private static final int CALM = 32;

    private final Line line;
    private final Pace pace;
    private final Queue<Runnable> turns = new ArrayDeque<>(0);
    private final Queue<Runnable> early = new ArrayDeque<>(0);
    private int underWay;
    private boolean paused;

    Intake(Line line, Pace pace) {
        this.line = line;
        this.pace = pace;
    }

    /** A frame came in. Too many under way: nothing more is read, and TCP tells the sender to wait. */
    void received() {
        if (++underWay >= BUSY && !paused) {
            paused = true;
            line.read(false);
        }
    }

    /** A frame that came in is done with, its commit included. */
    void handled() {
        if (--underWay <= CALM && paused) {
            paused = false;
            line.read(true);
        }
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return underWay == 0;
    }

    /** Where it comes from. */
    Network address() {
        return pace.address();
    }

    RateLimit.Verdict take() {
        return pace.frame();
    }

    /** Whether the shares of that user, null while it is in no room, and of the address allow one more such act. */
    boolean allows(Act act, @Nullable Person user) {
        return pace.allows(act, user);
    }

    /** Carries out acts that take several steps one after another; each ends with {@link #nextTurn}. */
    void inTurn(Runnable act) {
        turns.add(act);
        if (turns.size() == 1) {
            act.run();
        }
    }

    /** The act whose turn it was is far enough; the next one begins. */
    void nextTurn() {
        turns.remove();
        Runnable next = turns.peek();
        if (next != null) {
            next.run();
        }
    }

    /** Keeps what came before a join was decided. */
    void keep(Runnable act) {
        early.add(act);
    }

    /** Carries out what was kept. */
    void release() {
        for (Runnable act = early.poll(); act != null; act = early.poll()) {
            act.run();
        }
    }
}
