package dev.viche.probe;

import java.util.concurrent.TimeUnit;

/** So many a second, and no more than a second's worth at once: what a client does that keeps to a server's limits. */
final class Allowance {

    private final double perSecond;
    private double left;
    private long counted;

    /** @param perSecond 0 for no limit */
    Allowance(double perSecond, long now) {
        this.perSecond = perSecond;
        this.left = perSecond;
        this.counted = now;
    }

    boolean allows(long now) {
        left = Math.min(perSecond, left + (now - counted) * perSecond / TimeUnit.SECONDS.toNanos(1));
        counted = now;
        return perSecond == 0 || left >= 1;
    }

    void take() {
        left--;
    }
}
