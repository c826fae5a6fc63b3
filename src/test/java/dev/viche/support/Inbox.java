package dev.viche.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything one connection was sent, in order. Whoever awaits a frame hears each frame once: what was awaited is not
 * found again, what was passed over still is. A wait that ends in vain says what came instead.
 */
final class Inbox {

    /** How a connection ended; 1006 (RFC 6455 section 7.1.5) when it ended without a close frame. */
    record Ending(int code, String reason) {}

    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SHOWN = 40;

    private final String owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Frame> all = new ArrayList<>();
    private final List<Frame> unheard = new ArrayList<>();
    private @Nullable Ending ending;

    Inbox(String owner) {
        this.owner = owner;
    }

    void add(Frame frame) {
        lock.lock();
        try {
            all.add(frame);
            unheard.add(frame);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The connection ended; the first word counts. */
    void end(int code, String reason) {
        lock.lock();
        try {
            if (ending == null) {
                ending = new Ending(code, reason);
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    Frame await(String what, Predicate<Frame> wanted) {
        lock.lock();
        try {
            List<Frame> found = new ArrayList<>(1);
            until(
                    what,
                    () -> found.addAll(unheard.stream().filter(wanted).limit(1).toList()));
            unheard.remove(found.getFirst());
            return found.getFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Such a frame may have been awaited before. */
    void awaitAmongAll(String what, Predicate<Frame> wanted) {
        lock.lock();
        try {
            until(what, () -> all.stream().anyMatch(wanted));
        } finally {
            lock.unlock();
        }
    }

    Ending awaitEnd() {
        lock.lock();
        try {
            until("the end of the connection", () -> ending != null);
            return java.util.Objects.requireNonNull(ending);
        } finally {
            lock.unlock();
        }
    }

    /** The end of the connection; null when such a frame came instead. */
    @Nullable
    Ending awaitEndOr(Predicate<Frame> wanted) {
        lock.lock();
        try {
            until("an end", () -> ending != null || unheard.stream().anyMatch(wanted));
            return ending;
        } finally {
            lock.unlock();
        }
    }

    List<Frame> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    private void until(String what, BooleanSupplier done) {
        long left = PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (left <= 0 || ending != null) {
                throw new AssertionError("%s awaited %s in vain. Received: %s".formatted(owner, what, this));
            }
            try {
                left = news.awaitNanos(left);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while awaiting " + what, e);
            }
        }
    }

    @Override
    public String toString() {
        int hidden = Math.max(0, all.size() - SHOWN);
        return all.stream()
                .skip(hidden)
                .map(frame -> "\n  " + frame)
                .collect(Collectors.joining(
                        "",
                        hidden == 0 ? "" : hidden + " frames, then",
                        ending == null ? "\n" : "\n  and " + ending + "\n"));
    }
}
