package dev.viche.live;

import dev.viche.metrics.ChatMetrics;
import dev.viche.moderation.Standing;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the rooms see it: where it is and what it has been sent. Its {@link Line} is the way out, its
 * {@link Intake} what comes in.
 *
 * <p>Owned by its event loop: all state is read and changed there. {@link #run}, {@link #send} and {@link #close} may be
 * called from any thread and move there by themselves.
 */
public final class Session {

    /** After these nobody is expected back, so that their leaving is told at once. */
    private static final Set<Closing> FOR_GOOD = Set.of(Closing.LEFT, Closing.KICKED, Closing.BANNED, Closing.REFUSED);

    private final Shard shard;
    private final Line line;
    private final Intake intake;
    private final People people;
    private final ChatMetrics metrics;
    private final long outboxLimit;

    private @Nullable Person person;
    private Standing standing = Standing.STRANGER;
    private @Nullable LiveRoom room;
    private @Nullable Backlog backlog;
    private boolean entering;
    private boolean joined;
    private long sent;

    Session(Channel channel, Shard shard, People people, Pace pace, long outboxLimit, ChatMetrics metrics) {
        this.shard = shard;
        this.line = new Line(channel, shard, outboxLimit, metrics);
        this.intake = new Intake(line, pace);
        this.people = people;
        this.outboxLimit = outboxLimit;
        this.metrics = metrics;
    }

    // ---- the connection ----------------------------------------------------------------------------------------

    /** Runs on this session's event loop. */
    public void run(Runnable task) {
        shard.run(task);
    }

    /** Runs on this session's event loop after a while. */
    void later(Runnable task, long millis) {
        shard.schedule(task, millis);
    }

    Shard shard() {
        return shard;
    }

    Line line() {
        return line;
    }

    Intake intake() {
        return intake;
    }

    /** The connection is open; {@code closer} sends the close frame. */
    void opened(Consumer<Closing> closer) {
        shard.add(this);
        line.opened(closer);
    }

    /** Ends the connection unless it is in a room by then, or on its way into one. */
    public void expectJoin(Duration patience) {
        later(
                () -> {
                    if (!isJoiningOrJoined()) {
                        close(Closing.NO_JOIN);
                    } else if (!joined) {
                        expectJoin(patience);
                    }
                },
                patience.toMillis());
    }

    /** Ends the connection; the first cause counts. A peer that does not answer is cut after five seconds. */
    public void close(Closing cause) {
        run(() -> {
            if (line.decide(cause)) {
                withdraw(FOR_GOOD.contains(cause));
                line.hangUp();
            }
        });
    }

    /** The connection is gone. */
    public void ended() {
        if (line.ended()) {
            shard.remove(this);
            withdraw(false);
        }
    }

    /** Whether nothing may be sent any more. */
    boolean isClosed() {
        return line.isClosed();
    }

    /** The peer was heard of: it is alive. */
    public void heard() {
        line.heard();
    }

    /** The peer asks whether we are there; {@code payload} is what it wants back, at most 125 bytes. */
    public void pong(byte[] payload) {
        line.pong(payload);
    }

    /** A frame came in. */
    public void received() {
        intake.received();
    }

    /** The connection can take more. */
    public void flush() {
        line.flush();
    }

    // ---- where it is -------------------------------------------------------------------------------------------

    /** A join begins. Its room is found in the background, and a second join must not begin meanwhile. */
    void entering() {
        entering = true;
    }

    /** The room is found: from now on what happens in it is held back. */
    void joining(LiveRoom entered, Person as) {
        room = entered;
        person = as;
        backlog = new Backlog(outboxLimit);
    }

    /** The join was refused; another may be tried. */
    void notJoined() {
        entering = false;
        room = null;
        person = null;
        backlog = null;
        intake.release();
    }

    /** Whether a join is under way. */
    boolean isJoining() {
        return !joined && isJoiningOrJoined();
    }

    /** Whether a join is under way or done. */
    boolean isJoiningOrJoined() {
        return entering || room != null;
    }

    /** The room it is in; null before its welcome. */
    @Nullable
    LiveRoom room() {
        return joined ? room : null;
    }

    /** Who it is; null before its welcome. */
    @Nullable
    Person person() {
        return joined ? person : null;
    }

    /** How its person stands in the room it is in, or is about to enter. */
    Standing standing() {
        return standing;
    }

    /** Its person stands otherwise from now on. */
    void stands(Standing changed) {
        standing = changed;
    }

    /** The newest entry it has been sent. */
    long sent() {
        return sent;
    }

    private void withdraw(boolean forGood) {
        if (room != null) {
            room.detach(this, forGood);
            if (joined && person != null) {
                people.remove(person, this);
            }
            joined = false;
            notJoined();
        }
    }

    // ---- what it is sent ---------------------------------------------------------------------------------------

    /** Sends the welcome; the log has been read up to {@code upTo}. */
    void welcome(WireFrame welcome, long upTo) {
        push(welcome);
        joined = true;
        sent = upTo;
        if (person != null) {
            people.add(person, this);
        }
        if (backlog != null) {
            backlog.welcomed().forEach(this::push);
        }
        intake.release();
    }

    /** Sends a page of the log that ends at {@code upTo}. */
    void page(WireFrame page, long upTo) {
        push(page);
        sent = upTo;
    }

    /** Begins live delivery, if what was held back follows on what was sent. */
    boolean goLive() {
        Backlog held = backlog;
        if (held == null) {
            return true;
        }
        if (!held.continues(sent)) {
            return false;
        }
        backlog = null;
        held.entries().forEach(this::deliver);
        return true;
    }

    /** Delivers what happened in its room. */
    void deliver(WireFrame frame) {
        if (room == null) {
            // It has just left, and its readers' loop does not know yet.
            return;
        }
        if (backlog != null) {
            try {
                if (backlog.hold(frame)) {
                    return;
                }
            } catch (Backlog.Overflow _) {
                close(Closing.SLOW);
                return;
            }
        }
        if (frame.seq() > 0) {
            if (frame.seq() <= sent) {
                return;
            }
            sent = frame.seq();
        }
        push(frame);
    }

    /** Sends something for this session alone. */
    public void send(ServerFrame frame) {
        if (frame instanceof ServerFrame.Rejection rejection) {
            metrics.refused(rejection.refusal());
        }
        WireFrame encoded = WireFrame.of(frame);
        run(() -> push(encoded));
    }

    void refuse(Refusal refusal, String detail, @Nullable String clientMessageId) {
        send(new ServerFrame.Rejection(refusal, detail, clientMessageId));
    }

    /** Delivers a frame that is encoded already and is no entry of its room. */
    void pass(WireFrame frame) {
        if (joined) {
            push(frame);
        }
    }

    /** Whether so little waits that another page may be fetched. */
    boolean isCalm() {
        return line.waiting() <= outboxLimit / 4;
    }

    void push(WireFrame frame) {
        if (!line.push(frame)) {
            close(Closing.SLOW);
        }
    }
}
