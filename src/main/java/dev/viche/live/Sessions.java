package dev.viche.live;

import dev.viche.config.VicheConfig;
import dev.viche.metrics.ChatMetrics;
import dev.viche.moderation.Network;
import dev.viche.moderation.RateLimit;
import dev.viche.protocol.Closing;
import dev.viche.protocol.ServerFrame;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Makes sessions, and looks after all of them. */
@Singleton
public class Sessions {

    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final Duration QUIET_CHECK = Duration.ofMillis(10);

    /** A connection that has not opened so long after its upgrade was asked for will not: the handshake was refused. */
    private static final Duration ARRIVAL = Duration.ofSeconds(5);

    private final Shards shards;
    private final People people;
    private final Shares shares;
    private final ChatMetrics metrics;
    private final VicheConfig config;
    /** Those between their upgrade and their opening: the peer may have its answer, but no shard knows them yet. */
    private final Set<Session> arriving = ConcurrentHashMap.newKeySet();
    /** Those who were let in, on their way or open. Once newcomers are turned away it only becomes less. */
    private final Set<Session> staying = ConcurrentHashMap.newKeySet();

    private volatile boolean accepting = true;
    private volatile boolean shut;

    Sessions(Shards shards, People people, Shares shares, ChatMetrics metrics, VicheConfig config) {
        this.shards = shards;
        this.people = people;
        this.shares = shares;
        this.metrics = metrics;
        this.config = config;
    }

    /**
     * A session for a connection from that address that is about to be upgraded.
     *
     * @param accessToken the one it shows; null for a guest's
     * @return null where no connection shall be opened any more
     */
    public @Nullable Session create(Channel channel, Network address, @Nullable String accessToken) {
        RateLimit frames = new RateLimit(config.limits().messagesPerSecond(), System::nanoTime);
        Session session = new Session(
                channel,
                shards.of(channel.eventLoop()),
                people,
                new Pace(frames, shares, address),
                config.outbox().size().asLongValue(),
                metrics);
        if (accessToken != null) {
            session.line().bears(accessToken);
        }
        arriving.add(session);
        if (shut) {
            arriving.remove(session);
            return null;
        }
        if (accepting) {
            staying.add(session);
        }
        var _ = channel.closeFuture().addListener(_ -> {
            arriving.remove(session);
            staying.remove(session);
        });
        session.later(
                () -> {
                    if (arriving.remove(session)) {
                        staying.remove(session);
                    }
                },
                ARRIVAL.toMillis());
        return session;
    }

    /**
     * A connection is open; {@code closer} sends the close frame. One that was let in just before newcomers are not any
     * more is sent on here: it may have missed the word that goes to everyone.
     */
    public void opened(Session session, Consumer<Closing> closer) {
        session.opened(closer);
        arriving.remove(session);
        if (!accepting) {
            session.close(Closing.GOING_AWAY);
        }
    }

    /** Tells everyone in any room. */
    public void tellAll(ServerFrame frame) {
        WireFrame encoded = WireFrame.of(frame);
        shards.eachSession(session -> session.pass(encoded));
    }

    /** Asks each peer whether it is there, and drops those not heard of for that long. */
    public void sweep(Duration patience) {
        shards.eachSession(session -> {
            if (session.line().silence() > patience.toNanos()) {
                session.line().drop();
            } else {
                session.push(WireFrame.ping());
            }
        });
    }

    /** Whether newcomers are let in. */
    public boolean accepting() {
        return accepting;
    }

    /** Lets no newcomer in from now on. */
    public void stopAccepting() {
        accepting = false;
    }

    /**
     * Opens no connection from now on, not even to close it with a reason. Who was let in before this is in {@link
     * #count} until they are gone.
     */
    public void shut() {
        shut = true;
    }

    /**
     * Sends everyone off, spread over time: the nth of them in its own slot.
     *
     * @param notice what to tell a session, given its slot in milliseconds from now
     * @param slot the slot of the nth session
     * @param grace how long after its slot a session that is still here is closed; null to close nobody
     */
    public void sendOff(LongFunction<ServerFrame> notice, IntToLongFunction slot, @Nullable Duration grace) {
        AtomicInteger count = new AtomicInteger();
        shards.eachSession(session -> {
            long millis = slot.applyAsLong(count.getAndIncrement());
            session.send(notice.apply(millis));
            if (grace != null) {
                session.later(() -> closeWhenQuiet(session, Closing.MOVED, FLUSH), millis + grace.toMillis());
            }
        });
    }

    /**
     * Ends a connection as soon as nothing of it is under way: what it sent is committed and what it was sent is written.
     * After {@code patience} it ends in any case. Called on its loop.
     */
    private static void closeWhenQuiet(Session session, Closing cause, Duration patience) {
        boolean quiet = session.intake().isIdle() && session.line().waiting() == 0;
        if (quiet || patience.isNegative() || session.isClosed()) {
            session.close(cause);
        } else {
            session.later(() -> closeWhenQuiet(session, cause, patience.minus(QUIET_CHECK)), QUIET_CHECK.toMillis());
        }
    }

    /** Ends every connection, each as soon as what it sent is committed and what it was sent is written. */
    public void closeAllWhenQuiet(Closing cause) {
        shards.eachSession(session -> closeWhenQuiet(session, cause, FLUSH));
    }

    /** Cuts every connection, also those about to open. */
    public void dropAll() {
        arriving.forEach(session -> session.line().drop());
        shards.eachSession(session -> session.line().drop());
    }

    /** Ends every connection. */
    public void closeAll(Closing cause) {
        shards.eachSession(session -> session.close(cause));
    }

    /** Connections of those who were let in. Whoever is turned away is none of them, so that newcomers keep no drain. */
    public int staying() {
        return staying.size();
    }

    /** Connections that are open or about to open, be it to be closed at once. */
    public int count() {
        return metrics.connections() + arriving.size();
    }
}
