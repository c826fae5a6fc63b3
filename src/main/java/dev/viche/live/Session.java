package dev.viche.live;

import dev.viche.metrics.ChatMetrics;
import dev.viche.moderation.RateLimit;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the rooms see it: where it is, what it has been sent, and what waits for it.
 *
 * <p>Owned by its event loop: all state is read and changed there. {@link #run}, {@link #send} and {@link #close} may be
 * called from any thread and move there by themselves.
 */
public final class Session {

    /** Frames that may be under way before reading stops, and the number at which it starts again. */
    private static final int BUSY = 128;

    private static final int CALM = 32;
    private static final Duration QUIET_CHECK = Duration.ofMillis(10);
    private static final Logger LOG = Logger.getLogger(Session.class);

    private final Channel channel;
    private final Shard shard;
    private final Outbox outbox;
    private final People people;
    private final RateLimit rate;
    private final ChatMetrics metrics;
    private final long outboxLimit;
    private @Nullable Consumer<Closing> closer;
    private @Nullable Closing closing;
    private boolean ended;
    private boolean unflushed;
    private int underWay;
    private final Queue<Runnable> turns = new ArrayDeque<>(0);
    private final Queue<Runnable> early = new ArrayDeque<>(0);
    private long lastHeard = System.nanoTime();

    private @Nullable Person person;
    private @Nullable LiveRoom room;
    private @Nullable Backlog backlog;
    private boolean entering;
    private boolean joined;
    private long sent;

    Session(Channel channel, Shard shard, People people, RateLimit rate, long outboxLimit, ChatMetrics metrics) {
        this.channel = channel;
        this.shard = shard;
        this.outbox = new Outbox(channel, outboxLimit, metrics);
        this.people = people;
        this.rate = rate;
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

    /** The connection is open; {@code closer} sends the close frame. */
    public void opened(Consumer<Closing> closer) {
        this.closer = closer;
        shard.add(this);
        metrics.opened();
        if (closing != null) {
            closeNow(closer, closing);
        }
    }

    /** One connection that cannot be closed must not keep the others from it. */
    private void closeNow(Consumer<Closing> closer, Closing cause) {
        try {
            closer.accept(cause);
        } catch (RuntimeException e) {
            LOG.warnf("A connection did not take its close frame and is cut: %s", e.getMessage());
            drop();
        }
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

    /** Ends the connection; the first cause counts. */
    public void close(Closing cause) {
        run(() -> {
            if (closing != null || ended) {
                return;
            }
            closing = cause;
            metrics.closing(cause);
            if (cause == Closing.SLOW) {
                outbox.clear();
            } else {
                flush();
            }
            withdraw(cause == Closing.LEFT);
            if (closer != null) {
                closeNow(closer, cause);
            }
        });
    }

    /**
     * Ends the connection as soon as nothing of it is under way: what it sent is committed and what it was sent is
     * written. After {@code patience} it ends in any case.
     */
    void closeWhenQuiet(Closing cause, Duration patience) {
        boolean quiet = underWay == 0 && outbox.bytes() == 0;
        if (quiet || patience.isNegative() || isClosed()) {
            close(cause);
        } else {
            later(() -> closeWhenQuiet(cause, patience.minus(QUIET_CHECK)), QUIET_CHECK.toMillis());
        }
    }

    /** The connection is gone. */
    public void ended() {
        if (ended) {
            return;
        }
        ended = true;
        if (closer != null) {
            shard.remove(this);
            metrics.closed();
        }
        if (closing == null) {
            metrics.dropped();
        }
        withdraw(false);
        outbox.clear();
    }

    /** Whether nothing may be sent any more. */
    boolean isClosed() {
        return closing != null || ended;
    }

    /** Why this side ended the connection; null while it did not. */
    public @Nullable Closing closing() {
        return closing;
    }

    /** The peer was heard of: it is alive. */
    public void heard() {
        lastHeard = System.nanoTime();
    }

    /** Nanoseconds since the peer was heard of; 0 while we do not listen ourselves. */
    long silence() {
        return channel.config().isAutoRead() ? System.nanoTime() - lastHeard : 0;
    }

    /** Asks whether the peer is there. */
    void ping() {
        push(WireFrame.ping());
    }

    /** Ends the connection without a word: the peer is not there to hear it. */
    void drop() {
        var _ = channel.close();
    }

    // ---- what comes in -----------------------------------------------------------------------------------------

    /** A frame came in. Too many under way: nothing more is read, and TCP tells the sender to wait. */
    public void received() {
        if (++underWay == BUSY) {
            channel.config().setAutoRead(false);
        }
    }

    /** A frame that came in is done with, its commit included. */
    public void handled() {
        if (--underWay == CALM && !channel.config().isAutoRead()) {
            lastHeard = System.nanoTime();
            channel.config().setAutoRead(true);
        }
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

    RateLimit.Verdict take() {
        return rate.take();
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
        runEarly();
    }

    /** Whether a join is under way. */
    boolean isJoining() {
        return !joined && isJoiningOrJoined();
    }

    /** Runs when the join that is under way has succeeded, or failed. */
    void onceJoined(Runnable act) {
        early.add(act);
    }

    private void runEarly() {
        for (Runnable act = early.poll(); act != null; act = early.poll()) {
            act.run();
        }
    }

    /** Whether a join is under way or done. */
    boolean isJoiningOrJoined() {
        return entering || room != null;
    }

    /** Whether the welcome is sent. */
    public boolean isJoined() {
        return joined;
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

    /** The newest entry it has been sent. */
    long sent() {
        return sent;
    }

    Shard shard() {
        return shard;
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

    // ---- what goes out -----------------------------------------------------------------------------------------

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
        runEarly();
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
        if (backlog != null) {
            try {
                if (backlog.hold(frame)) {
                    return;
                }
            } catch (Backlog.Overflow e) {
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
        if (frame instanceof ServerFrame.Rejection error) {
            metrics.refused(error.refusal());
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
        return outbox.bytes() <= outboxLimit / 4;
    }

    private void push(WireFrame frame) {
        if (isClosed()) {
            return;
        }
        if (!outbox.offer(frame)) {
            close(Closing.SLOW);
        } else if (!unflushed) {
            unflushed = true;
            shard.flushLater(this);
        }
    }

    /** Writes what waits, as far as the connection takes it; called at the end of a turn and when it can take more. */
    public void flush() {
        unflushed = false;
        outbox.flush();
    }
}
