package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.metrics.BusMetrics;
import dev.viche.metrics.BusMetrics.Loss;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What waits to be told, gathered into few parcels: a room's entries become one, however many commits they came with, and
 * any number of looks become one. Filled by any thread, emptied by the bus's.
 */
final class Postbag {

    /** Most pieces of news that wait; at the longest texts some 50 MiB. */
    static final int MOST = 8192;

    static final long LOOKS_APART = Duration.ofMillis(5).toNanos();

    private static final Logger LOG = Logger.getLogger(Postbag.class);
    private static final int PARCELS_AT_ONCE = 512;
    private static final int ENTRIES_IN_ONE = 64;

    /** Committed entries of any rooms, or something for one channel. */
    private sealed interface Waiting {
        record Batch(List<Change> entries) implements Waiting {}

        record One(String channel, Envelope.News news) implements Waiting {}
    }

    private final String self;
    private final Channels channels;
    private final BusMetrics metrics;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicBoolean look = new AtomicBoolean();
    // The bus's thread's.
    private long lastLook = System.nanoTime() - LOOKS_APART;

    Postbag(String self, Channels channels, BusMetrics metrics) {
        this.self = self;
        this.channels = channels;
        this.metrics = metrics;
    }

    /** Puts these in; when there is no room for them they are lost. */
    void entries(List<Change> entries) {
        put(new Waiting.Batch(entries), entries.size());
    }

    /** Puts this in, for that channel. */
    void news(String channel, Envelope.News news) {
        put(new Waiting.One(channel, news), 1);
    }

    private void put(Waiting news, int size) {
        if (pieces.get() + size > MOST) {
            metrics.lost(Loss.FULL, size);
        } else {
            pieces.addAndGet(size);
            queue.add(news);
        }
    }

    /** The others shall look. */
    void look() {
        look.set(true);
    }

    boolean hasLook() {
        return look.get();
    }

    boolean isEmpty() {
        return queue.isEmpty() && !look.get();
    }

    /** Takes out as much as is told at once. A look that follows another too soon stays. */
    List<RedisLink.Parcel> take() {
        List<RedisLink.Parcel> parcels = new ArrayList<>();
        long now = System.nanoTime();
        if (now - lastLook >= LOOKS_APART && look.getAndSet(false)) {
            lastLook = now;
            pack(parcels, channels.common(), new Envelope.Look());
        }
        Map<Long, List<Change>> byRoom = new LinkedHashMap<>();
        while (parcels.size() + byRoom.size() < PARCELS_AT_ONCE) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            switch (next) {
                // Ahead of the entries: who types and then says it, types no more.
                case Waiting.One one -> {
                    pieces.decrementAndGet();
                    pack(parcels, one.channel(), one.news());
                }
                case Waiting.Batch batch -> {
                    pieces.addAndGet(-batch.entries().size());
                    for (Change entry : batch.entries()) {
                        byRoom.computeIfAbsent(entry.roomId(), _ -> new ArrayList<>())
                                .add(entry);
                    }
                }
            }
        }
        byRoom.forEach((roomId, entries) -> {
            for (int i = 0; i < entries.size(); i += ENTRIES_IN_ONE) {
                List<Change> some = entries.subList(i, Math.min(entries.size(), i + ENTRIES_IN_ONE));
                pack(parcels, channels.room(roomId), new Envelope.Entries(roomId, some));
            }
        });
        metrics.published(parcels.size());
        return parcels;
    }

    private void pack(List<RedisLink.Parcel> parcels, String channel, Envelope.News news) {
        try {
            parcels.add(new RedisLink.Parcel(channel, Buffer.buffer(EnvelopeCodec.write(new Envelope(self, news)))));
        } catch (RuntimeException e) {
            metrics.lost(Loss.GARBLED, 1);
            LOG.debugf("News could not be written: %s", e.getMessage());
        }
    }

    /** Nobody can be told. */
    void lose() {
        look.set(false);
        for (Waiting late = queue.poll(); late != null; late = queue.poll()) {
            int size = late instanceof Waiting.Batch batch ? batch.entries().size() : 1;
            pieces.addAndGet(-size);
            metrics.lost(Loss.DOWN, size);
        }
    }
}
