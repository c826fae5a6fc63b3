package dev.viche.lifecycle;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.socket.nio.NioChannelOption;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import java.net.StandardSocketOptions;

/**
 * Lets a successor listen on the same port where the program is an executable. Sockets by epoll share a port when they
 * are told to, and an executable has none of those (Quarkus issue 35799); those of Java can be told as well, but Vert.x
 * does not.
 */
@RegisterForReflection
public final class SharedPort implements VertxServiceProvider {

    /** Made by name, from {@code META-INF/services}. */
    public SharedPort() {}

    @Override
    public void init(VertxBuilder builder) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            builder.findTransport(new JavaSockets());
        }
    }

    private static final class JavaSockets extends JDKTransport {

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            if (options.isReusePort() && !domainSocket) {
                bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
            }
        }
    }
}
