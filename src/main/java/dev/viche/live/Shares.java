package dev.viche.live;

import dev.viche.config.VicheConfig;
import dev.viche.moderation.Act;
import dev.viche.moderation.Network;
import dev.viche.moderation.RateLimits;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Name;
import dev.viche.protocol.ServerFrame;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How much of this process one user and one address may take, over all their connections and REST calls. Any thread.
 * What one connection may is its {@link Pace}'s.
 */
@Singleton
public class Shares {

    /** An odd number of 64 bits without a pattern (the golden ratio's): neighbours are far apart by it. */
    private static final long FAR = 0x9e3779b97f4a7c15L;

    private final ServerFrame.Limits limits;
    private final RateLimits rates;

    @Inject
    Shares(VicheConfig config) {
        this(config, System::nanoTime);
    }

    Shares(VicheConfig config, LongSupplier nanoTime) {
        this.rates = new RateLimits(nanoTime);
        VicheConfig.Limits limits = config.limits();
        // What one connection may, its user and its address may too.
        int one = limits.messagesPerSecond();
        VicheConfig.UserLimits user = limits.user();
        VicheConfig.AddressLimits address = limits.address();
        this.limits = new ServerFrame.Limits(
                limits.messageLength(),
                limits.frameSize().asLongValue(),
                one,
                Name.MAX_LENGTH,
                ClientFrame.MAX_PAGE,
                new ServerFrame.Share(
                        limits.connectionsPerUser(),
                        user.joins(),
                        Math.max(one, user.messages()),
                        user.typing(),
                        user.history(),
                        user.reads(),
                        user.writes()),
                new ServerFrame.Share(
                        limits.connectionsPerAddress(),
                        limits.joinsPerSecond(),
                        Math.max(one, address.messages()),
                        address.typing(),
                        address.history(),
                        address.reads(),
                        address.writes()));
    }

    /** The limits, as a welcome tells them. */
    ServerFrame.Limits limits() {
        return limits;
    }

    /** Counts an act of that user. Returns 0, or the nanoseconds until they may. */
    public long take(Act act, UUID user) {
        long number = user.getMostSignificantBits() ^ Long.rotateLeft(user.getLeastSignificantBits(), 1);
        return take(act, number, limits.user());
    }

    /** Counts an act of that address. Returns 0, or the nanoseconds until it may. */
    public long take(Act act, Network address) {
        // Other than a user's, should the numbers be the same.
        return take(act, ~address.number(), limits.address());
    }

    private long take(Act act, long who, ServerFrame.Share share) {
        return rates.take(who * FAR + act.name().hashCode(), perSecond(share, act));
    }

    private static int perSecond(ServerFrame.Share share, Act act) {
        return switch (act) {
            case JOIN -> share.joins();
            case MESSAGE -> share.messages();
            case TYPING -> share.typing();
            case HISTORY -> share.history();
            case READ -> share.reads();
            case WRITE -> share.writes();
        };
    }
}
