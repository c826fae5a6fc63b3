package dev.viche.cluster;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis from its opening to its first fault; nothing of it is mended, the next one is another. Two connections,
 * since the client takes what is heard for the answer to what was asked: one subscribes, one publishes.
 *
 * <p>On a Redis cluster channels are sharded (SSUBSCRIBE, SPUBLISH, Redis 7): plain ones go to every node, so that a
 * node more would carry no more. The client sends each such command to the node its channel is on; that is one command
 * for each, since it joins only what is for one node.
 *
 * <p>Methods are called on the bus's thread; the connections live on one event loop.
 */
final class RedisLink implements AutoCloseable {

    /** Something to tell, and where. */
    record Parcel(String channel, Buffer payload) {}

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_UNANSWERED = 512;
    private static final int CHANNELS_AT_ONCE = 500;

    private final Context context;
    private final RedisClients clients;
    private final boolean sharded;
    private final Consumer<byte[]> heard;
    private final Runnable wake;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private volatile boolean confirmed;
    // The event loop's.
    private @Nullable Redis redis;
    private @Nullable RedisConnection subscriber;
    private @Nullable RedisConnection publisher;

    private RedisLink(RedisClients clients, Consumer<byte[]> heard, Runnable wake) {
        this.context = clients.vertx().getOrCreateContext();
        this.clients = clients;
        this.sharded = clients.isSharded();
        this.heard = heard;
        this.wake = wake;
    }

    /**
     * Opens one; waits for Redis, but not for long.
     *
     * @param heard takes what is heard, on the event loop
     * @param wake called when there is something for the bus's thread to look at
     */
    static RedisLink open(RedisClients clients, Consumer<byte[]> heard, Runnable wake) throws IOException {
        RedisLink link = new RedisLink(clients, heard, wake);
        try {
            link.connect();
            return link;
        } catch (IOException e) {
            link.close();
            throw e;
        }
    }

    private void connect() throws IOException {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        context.runOnContext(_ -> {
            Redis fresh = clients.fresh();
            redis = fresh;
            var _ = fresh.connect()
                    .compose(first -> {
                        subscriber = watched(first);
                        return fresh.connect();
                    })
                    .onComplete(second -> {
                        if (second.succeeded()) {
                            publisher = watched(second.result());
                            connected.complete(null);
                        } else {
                            connected.completeExceptionally(second.cause());
                        }
                    });
        });
        try {
            connected.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Redis does not answer", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(Remedy.told(cause), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private RedisConnection watched(RedisConnection connection) {
        return connection
                .handler(this::received)
                .endHandler(_ -> fail("Redis closed the connection"))
                .exceptionHandler(e -> fail(e.getMessage()));
    }

    /** What Redis says of itself: news, and that it took a subscription or ended one. */
    private void received(@Nullable Response response) {
        if (response == null) {
            return;
        }
        if (response.type() == ResponseType.ERROR) {
            fail(response.toString());
        } else if ((response.type() == ResponseType.PUSH || response.type() == ResponseType.MULTI)
                && response.size() >= 3) {
            switch (response.get(0).toString()) {
                case "message", "smessage" -> heard.accept(response.get(2).toBytes());
                case "subscribe", "ssubscribe" -> {
                    confirmed = true;
                    wake.run();
                }
                case "unsubscribe", "sunsubscribe" -> {
                    // Unasked, where a node gave the channel's slot away.
                    if (!leaving.remove(response.get(1).toString())) {
                        fail("Redis has moved a channel to another node");
                    }
                }
                default -> {}
            }
        }
    }

    private void fail(@Nullable String reason) {
        fault.compareAndSet(null, reason == null ? "the connection failed" : reason);
        wake.run();
    }

    /** Why it cannot be used any more; null while it can. */
    @Nullable
    String fault() {
        return fault.get();
    }

    /** Whether Redis has taken subscriptions since the last call. */
    boolean takeConfirmed() {
        boolean was = confirmed;
        confirmed = false;
        return was;
    }

    void subscribe(Collection<String> channels) {
        channels.forEach(leaving::remove);
        send(sharded ? Command.SSUBSCRIBE : Command.SUBSCRIBE, channels);
    }

    void unsubscribe(Collection<String> channels) {
        leaving.addAll(channels);
        send(sharded ? Command.SUNSUBSCRIBE : Command.UNSUBSCRIBE, channels);
    }

    private void send(Command command, Collection<String> channels) {
        List<String> all = List.copyOf(channels);
        int atOnce = sharded ? 1 : CHANNELS_AT_ONCE;
        context.runOnContext(_ -> {
            RedisConnection connection = Objects.requireNonNull(subscriber);
            for (int i = 0; i < all.size(); i += atOnce) {
                Request request = Request.cmd(command);
                all.subList(i, Math.min(all.size(), i + atOnce)).forEach(request::arg);
                var _ = connection.send(request).onComplete(sent -> {
                    if (sent.failed()) {
                        fail(sent.cause().getMessage());
                    } else if (sharded) {
                        // A node that joined the cluster since has a connection nobody listens to yet.
                        var _ = connection.handler(this::received);
                    }
                });
            }
        });
    }

    /** Whether Redis keeps up. */
    boolean hasRoom() {
        return unanswered.get() < MOST_UNANSWERED;
    }

    /** Tells these, in their order as far as they are for one room. */
    void publish(List<Parcel> parcels) {
        unanswered.addAndGet(parcels.size());
        context.runOnContext(_ -> {
            RedisConnection connection = Objects.requireNonNull(publisher);
            List<Request> requests = new ArrayList<>(parcels.size());
            for (Parcel parcel : parcels) {
                requests.add(Request.cmd(sharded ? Command.SPUBLISH : Command.PUBLISH)
                        .arg(parcel.channel())
                        .arg(parcel.payload()));
            }
            if (sharded) {
                requests.forEach(request -> connection.send(request).onComplete(answer -> answered(1, answer)));
            } else {
                var _ = connection.batch(requests).onComplete(answer -> answered(requests.size(), answer));
            }
        });
    }

    private void answered(int commands, AsyncResult<?> answer) {
        int before = unanswered.getAndAdd(-commands);
        if (answer.failed()) {
            fail(answer.cause().getMessage());
        } else if (before >= MOST_UNANSWERED || before == commands) {
            wake.run();
        }
    }

    /** Whether everything that was told has arrived. */
    boolean isSettled() {
        return unanswered.get() == 0;
    }

    @Override
    public void close() {
        context.runOnContext(_ -> {
            if (redis != null) {
                redis.close();
            }
        });
    }
}
