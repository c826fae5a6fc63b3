package dev.viche.moderation;

import java.util.function.LongSupplier;

/**
 * A token bucket: so many acts a second, bursts of three times that. Not thread safe.
 *
 * <p>Whoever goes on after being refused uses up their warnings too: as many as a burst, given back at the same pace.
 */
public final class RateLimit {

    /** What an act is worth now. */
    public enum Verdict {
        /** Carry it out. */
        PASS,
        /** Refuse it, with a warning. */
        REFUSE,
        /** They have been warned enough. */
        FLOOD
    }

    /** How many seconds' worth may come at once. */
    static final int BURST = 3;

    private static final double NANOS = 1e9;

    private final double perNano;
    private final double burst;
    private final LongSupplier nanoTime;
    private double tokens;
    private double warnings;
    private long last;

    /** @param nanoTime a clock as {@link System#nanoTime} is one */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perNano = perSecond / NANOS;
        this.burst = (double) BURST * perSecond;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.warnings = burst;
        this.last = nanoTime.getAsLong();
    }

    /** Counts one act. */
    public Verdict take() {
        long now = nanoTime.getAsLong();
        double earned = (now - last) * perNano;
        last = now;
        tokens = Math.min(burst, tokens + earned);
        warnings = Math.min(burst, warnings + earned);
        if (tokens >= 1) {
            tokens--;
            return Verdict.PASS;
        }
        if (warnings >= 1) {
            warnings--;
            return Verdict.REFUSE;
        }
        return Verdict.FLOOD;
    }
}
