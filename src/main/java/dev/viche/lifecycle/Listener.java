package dev.viche.lifecycle;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Iterator;

/**
 * The sockets that listen for newcomers. They are found at Netty's acceptor loop: the framework closes them only
 * together with every connection they ever accepted (docs/adr/0009).
 */
@Singleton
class Listener {

    private final Vertx vertx;

    Listener(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Listens on that port no more; whoever is connected stays so. */
    void close(int port) {
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            loop.execute(() -> {
                Iterator<Channel> channels = ((SingleThreadEventLoop) loop).registeredChannelsIterator();
                while (channels.hasNext()) {
                    if (channels.next() instanceof ServerChannel server
                            && server.localAddress() instanceof InetSocketAddress address
                            && address.getPort() == port) {
                        var _ = server.close();
                    }
                }
            });
        }
    }
}
