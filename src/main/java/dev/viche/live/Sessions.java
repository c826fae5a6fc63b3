package dev.viche.live;

import dev.viche.config.VicheConfig;
import dev.viche.metrics.ChatMetrics;
import dev.viche.moderation.RateLimit;
import dev.viche.protocol.Closing;
import dev.viche.protocol.ServerFrame;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes sessions, and looks after all of them. */
@Singleton
public class Sessions {

    private final Shards shards;
    private final People people;
    private final ChatMetrics metrics;
    private final VicheConfig config;
    private volatile boolean accepting = true;

    Sessions(Shards shards, People people, ChatMetrics metrics, VicheConfig config) {
        this.shards = shards;
        this.people = people;
        this.metrics = metrics;
        this.config = config;
    }

    /** A session for a connection that is about to be upgraded. */
    public Session create(Channel channel) {
        return new Session(
                channel,
                shards.of(channel.eventLoop()),
                people,
                new RateLimit(config.limits().messagesPerSecond(), System::nanoTime),
                config.outbox().size().asLongValue(),
                metrics);
    }

    /** Tells everyone in any room. */
    public void tellAll(ServerFrame frame) {
        WireFrame encoded = WireFrame.of(frame);
        shards.eachSession(session -> session.pass(encoded));
    }

    /** Asks each peer whether it is there, and drops those not heard of for that long. */
    public void sweep(Duration patience) {
        shards.eachSession(session -> {
            if (session.silence() > patience.toNanos()) {
                session.drop();
            } else {
                session.ping();
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

    /** Ends every connection. */
    public void closeAll(Closing cause) {
        shards.eachSession(session -> session.close(cause));
    }

    /** Open connections. */
    public int count() {
        return metrics.connections();
    }
}
