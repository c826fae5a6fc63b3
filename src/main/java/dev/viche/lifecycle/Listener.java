package dev.viche.lifecycle;

import dev.viche.cluster.Neighbour;
import dev.viche.config.VicheConfig;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The sockets that listen for newcomers. They are found at Netty's acceptor loop: the framework closes them only
 * together with every connection they ever accepted (docs/adr/0009).
 */
@Singleton
class Listener {

    private static final int NEXT_LOOK_MILLIS = 1;
    private static final int PATIENCE_SECONDS = 5;

    private final Vertx vertx;
    private final OptionalInt managementPort;
    private final String host;
    private final int port;

    Listener(
            Vertx vertx,
            VicheConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.vertx = vertx;
        this.managementPort = config.management().port();
        this.host = host;
        this.port = port;
    }

    /**
     * Sees that the port is free, or held by another process on this log. Without this a second server on another log
     * would start without a word and get half of the newcomers, since the port is opened for sharing.
     *
     * @throws IllegalStateException when another program listens there
     */
    void checkPort(List<Neighbour> neighbours) {
        if (port == 0 || neighbours.stream().anyMatch(neighbour -> neighbour.port() == port)) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As the real one will be, but for sharing: a connection of the last process may still be fading out.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port %d cannot be opened (%s): another program listens there; stop it, or set QUARKUS_HTTP_PORT."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    /**
     * Listens no more; whoever is connected stays so. The operator is still answered where they have a port of their
     * own. When this returns the system sends no newcomer here any more.
     */
    void close() {
        List<Future<?>> closing = new ArrayList<>();
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            closing.add(loop.submit(() -> close((SingleThreadEventLoop) loop)));
            // Of Java's sockets the system's own is closed with the loop's next look, and that comes before this.
            closing.add(loop.schedule(() -> {}, NEXT_LOOK_MILLIS, TimeUnit.MILLISECONDS));
        }
        closing.forEach(future -> future.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private void close(SingleThreadEventLoop loop) {
        Iterator<Channel> channels = loop.registeredChannelsIterator();
        while (channels.hasNext()) {
            if (channels.next() instanceof ServerChannel server
                    && server.localAddress() instanceof InetSocketAddress address
                    && address.getPort() != managementPort.orElse(-1)) {
                var _ = server.close();
            }
        }
    }
}
