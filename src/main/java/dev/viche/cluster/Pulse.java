package dev.viche.cluster;

/**
 * Whether what is told comes back: the one sign that holds for a Redis that is frozen, a network that was cut without a
 * word, and a subscription that was lost. It counts rounds and asks no clock, so that a pause of our own is not taken for
 * one of Redis'. Rounds are sent on the bus's thread and heard on one event loop.
 */
final class Pulse {

    /** Rounds without an answer after which there is none to be expected. */
    static final int MOST_MISSED = 4;

    private final int channels;
    private volatile long sent;
    private volatile long heard;
    private long counted;
    private int count;

    /** @param channels how many echoes a round has */
    Pulse(int channels) {
        this.channels = channels;
    }

    /** The next round. */
    long beat() {
        // One thread writes it.
        long next = sent + 1;
        sent = next;
        return next;
    }

    /** An echo of that round. Returns whether it is the first sign that the way is open. */
    boolean heard(long round) {
        if (round != counted) {
            if (round < counted) {
                return false;
            }
            counted = round;
            count = 0;
        }
        if (++count < channels) {
            return false;
        }
        boolean first = heard == 0;
        heard = round;
        return first;
    }

    /** Whether a whole round has come back, and lately. */
    boolean isFelt() {
        return heard > 0 && !isLost();
    }

    /** Whether too many rounds have not come back. */
    boolean isLost() {
        return sent - heard >= MOST_MISSED;
    }
}
