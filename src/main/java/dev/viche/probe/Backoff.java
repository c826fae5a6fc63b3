package dev.viche.probe;

import dev.viche.protocol.Closing;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a member waits until it tries again. Times are milliseconds. */
final class Backoff {

    private static final long FIRST = 500;
    private static final long LONGEST = 30_000;
    private static final int DOUBLINGS = 6;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    // A server that restarts is looked for this often, so that a silence is the server's and not the probe's.
    private static final long SOON = 50;
    private static final long SOON_FOR = Duration.ofMinutes(1).toNanos();

    private final RandomGenerator random;
    private final long spread;

    /** @param crowd how many there may be that all look for the same server */
    Backoff(RandomGenerator random, int crowd) {
        this.random = random;
        this.spread = Math.max(2 * SOON, 2L * crowd);
    }

    /** After the loss of a connection that served. */
    long afterLoss(Ending ending) {
        return switch (ending.advice()) {
            case RECONNECTS -> 0;
            case WAITS_A_MINUTE -> MINUTE;
            // The probe's people are guests, who have no access token to renew.
            case BACKS_OFF, RENEWS, STAYS_AWAY -> random.nextLong(FIRST);
        };
    }

    /**
     * After a try that came to nothing.
     *
     * @param tries that came to nothing in a row, 1 or more
     * @param absentNanos how long the member has been looking
     */
    long afterTry(Ending ending, int tries, long absentNanos) {
        if (ending.isForTheMoment() && absentNanos < SOON_FOR) {
            return SOON + random.nextLong(spread);
        }
        if (ending.advice() == Closing.Client.WAITS_A_MINUTE) {
            return MINUTE;
        }
        return random.nextLong(Math.min(LONGEST, FIRST << Math.min(tries - 1, DOUBLINGS)));
    }
}
