package dev.viche.socket;

import dev.viche.config.VicheConfig;
import dev.viche.moderation.RateLimit;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How many sockets one address opens and holds. An address is remembered while it holds one, and a little longer. */
@Singleton
class AddressLimit {

    private static final int MOST_REMEMBERED = 100_000;
    private static final long FORGET_NANOS = 60_000_000_000L;
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final ConcurrentHashMap<String, Address> addresses = new ConcurrentHashMap<>();
    private final int joinsPerSecond;
    private final int connections;
    private final LongSupplier nanoTime;
    private final AtomicLong swept;

    @jakarta.inject.Inject
    AddressLimit(VicheConfig config) {
        this(config.limits().joinsPerSecond(), config.limits().connectionsPerAddress(), System::nanoTime);
    }

    AddressLimit(int joinsPerSecond, int connections, LongSupplier nanoTime) {
        this.joinsPerSecond = joinsPerSecond;
        this.connections = connections;
        this.nanoTime = nanoTime;
        this.swept = new AtomicLong(nanoTime.getAsLong() - SWEEP_NANOS);
    }

    /** One more socket of that address. Returns false, and counts nothing, when it has too many or is too fast. */
    boolean enter(String address) {
        if (addresses.size() > MOST_REMEMBERED) {
            forgetIdle();
        }
        boolean[] entered = {false};
        addresses.compute(address, (_, known) -> {
            Address counted = known == null ? new Address(new RateLimit(joinsPerSecond, nanoTime)) : known;
            counted.lastSeen = nanoTime.getAsLong();
            if (counted.open < connections && counted.rate.take() == RateLimit.Verdict.PASS) {
                counted.open++;
                entered[0] = true;
            }
            return counted;
        });
        return entered[0];
    }

    /** A socket that had entered is gone. */
    void leave(String address) {
        addresses.computeIfPresent(address, (_, counted) -> {
            counted.open--;
            return counted;
        });
    }

    /** How many addresses are remembered. */
    int remembered() {
        return addresses.size();
    }

    /** Once a second at most: while a hundred thousand are busy, each that enters would look through all of them. */
    private void forgetIdle() {
        long now = nanoTime.getAsLong();
        long last = swept.get();
        if (now - last >= SWEEP_NANOS && swept.compareAndSet(last, now)) {
            // Each under its own lock: one that enters meanwhile is counted, and stays.
            addresses
                    .keySet()
                    .forEach(address -> addresses.computeIfPresent(
                            address,
                            (_, known) -> known.open <= 0 && now - known.lastSeen > FORGET_NANOS ? null : known));
        }
    }

    private static final class Address {
        private final RateLimit rate;
        private int open;
        private long lastSeen;

        Address(RateLimit rate) {
            this.rate = rate;
        }
    }
}
