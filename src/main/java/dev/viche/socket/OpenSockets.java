package dev.viche.socket;

import dev.viche.config.VicheConfig;
import dev.viche.moderation.Network;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets each address holds, and all of them together. An address is remembered while it holds one. */
@Singleton
class OpenSockets {

    private final ConcurrentHashMap<Network, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final int mostOfAll;
    private final int mostOfOne;

    @Inject
    OpenSockets(VicheConfig config) {
        this(config.limits().connections(), config.limits().connectionsPerAddress());
    }

    OpenSockets(int mostOfAll, int mostOfOne) {
        this.mostOfAll = mostOfAll;
        this.mostOfOne = mostOfOne;
    }

    /** One more socket of that address. Returns false, and counts nothing, when there are too many. */
    boolean enter(Network address) {
        if (all.incrementAndGet() > mostOfAll) {
            all.decrementAndGet();
            return false;
        }
        boolean[] entered = {false};
        byAddress.compute(address, (_, known) -> {
            int open = known == null ? 0 : known;
            entered[0] = open < mostOfOne;
            return entered[0] ? Integer.valueOf(open + 1) : known;
        });
        if (!entered[0]) {
            all.decrementAndGet();
        }
        return entered[0];
    }

    /** A socket that had entered is gone. */
    void leave(Network address) {
        all.decrementAndGet();
        byAddress.computeIfPresent(address, (_, open) -> open > 1 ? open - 1 : null);
    }

    /** How many addresses are remembered. */
    int remembered() {
        return byAddress.size();
    }
}
