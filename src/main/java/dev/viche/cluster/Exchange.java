package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.metrics.BusMetrics;
import dev.viche.metrics.BusMetrics.Loss;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Keeps the way to Redis open and tells over it what waits: a thread that takes all there is, with no added delay, and
 * tells it in as few commands as there are rooms in it. When the way is shut it tries again, each time with a new
 * {@link RedisLink}; until then what there is to tell is lost.
 */
final class Exchange implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final long BEAT = Duration.ofMillis(400).toNanos();
    private static final long FAREWELL = Duration.ofSeconds(1).toNanos();
    private static final Duration SOONEST = Duration.ofMillis(100);
    private static final Duration LATEST = Duration.ofSeconds(2);

    /** So many that hardly a node of a Redis cluster is without one. */
    private static final int SHARDED_ECHOES = 16;

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/\\s]*@");
    private static final Pattern BREAKS = Pattern.compile("\\R");

    private final RedisClients clients;
    private final Channels channels;
    private final String self;
    private final Bus.Ear ear;
    private final BusMetrics metrics;
    private final Postbag bag;
    private final List<String> echoes;
    private final Thread thread = Thread.ofPlatform().name("viche-bus").daemon().unstarted(this::run);
    private final Set<Long> followed = ConcurrentHashMap.newKeySet();
    /** Rooms whose place in {@link #followed} may have changed since Redis was told. */
    private final Set<Long> marked = ConcurrentHashMap.newKeySet();

    private volatile boolean open;
    private volatile boolean up;
    private volatile boolean stopped;
    // The thread's.
    private final Set<Long> subscribed = new HashSet<>();
    private long nextBeat;
    private long downSince = System.nanoTime();
    private boolean complained;

    Exchange(RedisClients clients, Channels channels, String self, Bus.Ear ear, BusMetrics metrics) {
        this.clients = clients;
        this.channels = channels;
        this.self = self;
        this.ear = ear;
        this.metrics = metrics;
        this.bag = new Postbag(self, channels, metrics);
        this.echoes = channels.echoes(self, clients.isSharded() ? SHARDED_ECHOES : 1);
    }

    void start() {
        metrics.up(false);
        thread.start();
    }

    // ---- from any thread ---------------------------------------------------------------------------------------

    Channels channels() {
        return channels;
    }

    /** Whether what is told comes back from Redis. */
    boolean isUp() {
        return up;
    }

    void tell(List<Change> entries) {
        if (isOpen(entries.size())) {
            bag.entries(entries);
            wake();
        }
    }

    void tell(String channel, Envelope.News news) {
        if (isOpen(1)) {
            bag.news(channel, news);
            wake();
        }
    }

    private boolean isOpen(int pieces) {
        boolean now = open;
        if (!now) {
            metrics.lost(Loss.DOWN, pieces);
        }
        return now;
    }

    void look() {
        if (open) {
            bag.look();
            wake();
        }
    }

    void follow(long roomId, boolean on) {
        if (on) {
            followed.add(roomId);
        } else {
            followed.remove(roomId);
        }
        marked.add(roomId);
        wake();
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    /** Tells what waits, and ends. */
    @Override
    public void close() {
        stopped = true;
        wake();
        try {
            thread.join(Duration.ofNanos(2 * FAREWELL));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread --------------------------------------------------------------------------------------------

    private void run() {
        Duration wait = SOONEST;
        while (!stopped) {
            Pulse pulse = new Pulse(echoes.size());
            Arrivals arrivals = new Arrivals(self, ear, round -> felt(pulse, round), metrics);
            String reason;
            Remedy remedy = Remedy.REACH;
            try (RedisLink link = RedisLink.open(clients, arrivals::heard, this::wake)) {
                reason = use(link, pulse);
            } catch (IOException | RuntimeException e) {
                reason = String.valueOf(e.getMessage());
                remedy = Remedy.of(e);
            }
            open = false;
            bag.lose();
            if (up) {
                wait = SOONEST;
                downSince = System.nanoTime();
            }
            down(reason, remedy);
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(LATEST) < 0 ? wait.multipliedBy(2) : LATEST;
        }
    }

    private void felt(Pulse pulse, long round) {
        if (pulse.heard(round)) {
            wake();
        }
    }

    /** Uses the link for as long as it can be used. Returns why it cannot. */
    private String use(RedisLink link, Pulse pulse) {
        subscribeAll(link);
        open = true;
        nextBeat = System.nanoTime();
        while (!stopped || !bag.isEmpty()) {
            String fault = link.fault();
            if (fault != null) {
                return fault;
            }
            if (System.nanoTime() - nextBeat >= 0) {
                if (pulse.isLost()) {
                    return "nothing that is told comes back";
                }
                beat(link, pulse);
            }
            subscribe(link);
            if (pulse.isFelt() && !up) {
                up();
            }
            if (link.takeConfirmed()) {
                // What was told before the subscription held was not heard.
                ear.look();
            }
            tell(link);
            long rest = nextBeat - System.nanoTime();
            LockSupport.parkNanos(this, bag.hasLook() ? Math.min(rest, Postbag.LOOKS_APART) : rest);
        }
        settle(link);
        return "it was stopped";
    }

    private void subscribeAll(RedisLink link) {
        // First the marks: who follows a room meanwhile leaves another.
        marked.clear();
        subscribed.clear();
        subscribed.addAll(followed);
        List<String> names = new ArrayList<>(echoes);
        names.add(channels.common());
        subscribed.forEach(room -> names.add(channels.room(room)));
        link.subscribe(names);
    }

    private void beat(RedisLink link, Pulse pulse) {
        Buffer echo = Buffer.buffer(EnvelopeCodec.write(new Envelope(self, new Envelope.Echo(pulse.beat()))));
        link.publish(echoes.stream()
                .map(channel -> new RedisLink.Parcel(channel, echo))
                .toList());
        nextBeat = System.nanoTime() + BEAT;
    }

    private void subscribe(RedisLink link) {
        List<String> come = new ArrayList<>(0);
        List<String> gone = new ArrayList<>(0);
        for (Long room : List.copyOf(marked)) {
            // The mark first: a change after it leaves another.
            marked.remove(room);
            boolean wanted = followed.contains(room);
            if (wanted && subscribed.add(room)) {
                come.add(channels.room(room));
            } else if (!wanted && subscribed.remove(room)) {
                gone.add(channels.room(room));
            }
        }
        if (!gone.isEmpty()) {
            link.unsubscribe(gone);
        }
        if (!come.isEmpty()) {
            link.subscribe(come);
        }
    }

    private void tell(RedisLink link) {
        while (link.hasRoom()) {
            List<RedisLink.Parcel> parcels = bag.take();
            if (parcels.isEmpty()) {
                return;
            }
            link.publish(parcels);
        }
    }

    private static void settle(RedisLink link) {
        long end = System.nanoTime() + FAREWELL;
        while (!link.isSettled() && link.fault() == null && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void up() {
        up = true;
        metrics.up(true);
        if (complained) {
            complained = false;
            LOG.infof(
                    "The bus is up again, after %d s.",
                    Duration.ofNanos(System.nanoTime() - downSince).toSeconds());
        } else {
            LOG.info("The bus is up: other instances are told at once.");
        }
        ear.look();
    }

    private void down(String reason, Remedy remedy) {
        up = false;
        metrics.up(false);
        if (!stopped && !complained) {
            complained = true;
            LOG.warnf(
                    "The bus is down: %s. Everything goes on by way of the database, a moment later; see whether %s.",
                    BREAKS.matcher(CREDENTIALS.matcher(reason).replaceAll("//")).replaceAll(" "), remedy.advice());
        }
    }

    private void pause(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (!stopped && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, end - System.nanoTime());
        }
    }
}
