package dev.viche.probe;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the log of one room is known to hold, from what anyone in it heard. Holds the numbers of the entries that not
 * everyone has yet, and one bit for each older one. Owned by the probe's loop.
 */
final class RoomRecord {

    private static final int UNSEEN = -1;
    private static final int FIRST_SIZE = 256;

    private final BitSet stored = new BitSet();
    private final BitSet announced = new BitSet();
    private final Tally tally;
    private final int members;
    // The numbers at the places base+1 to high, from the beginning of the array.
    private int[] numbers = new int[FIRST_SIZE];
    private long base;
    private long high;
    private @Nullable String epoch;

    RoomRecord(Tally tally, int members) {
        this.tally = tally;
        this.members = members;
    }

    /** The highest place in the log that anyone was told of. */
    long high() {
        return high;
    }

    /** Which members have been announced so far: whoever asks to come in from now on finds them there. */
    BitSet announced() {
        return (BitSet) announced.clone();
    }

    /** A member was told that it has come in, as everyone was who was there. */
    void announced(int member) {
        announced.set(member);
    }

    /**
     * A member was welcomed. A log that ends before what this member had, or is another log, has lost entries that were
     * told as stored. What the others have heard says nothing here: a welcome is of the moment at which the log was
     * read, and they may have heard later entries before it arrives.
     *
     * @param since the last place that the member said it had
     * @param lastSeq the end of the log as the welcome tells it
     */
    void welcomed(String welcomeEpoch, long since, long lastSeq) {
        boolean same = epoch == null || epoch.equals(welcomeEpoch);
        epoch = welcomeEpoch;
        long end = same ? lastSeq : 0;
        // Once the room is known to be shorter, those who come back after the first find nothing more taken back.
        if ((!same || end < since) && end < high) {
            tally.takenBack(high - end);
            base = Math.min(base, end);
            high = end;
        }
    }

    /** Somebody heard this message at this place of the log. */
    void heard(long seq, int number) {
        if (seq > high) {
            grow(seq);
            tally.expect((seq - high) * members);
            Arrays.fill(numbers, (int) (high - base), (int) (seq - base), UNSEEN);
            high = seq;
        }
        if (seq <= base) {
            return;
        }
        int place = (int) (seq - base - 1);
        if (numbers[place] == UNSEEN) {
            numbers[place] = number;
            if (number >= 0 && stored.get(number)) {
                tally.doubled();
            } else if (number >= 0) {
                stored.set(number);
            }
        } else if (numbers[place] != number) {
            tally.altered();
        }
    }

    private void grow(long seq) {
        long needed = seq - base;
        if (needed > numbers.length) {
            numbers = Arrays.copyOf(numbers, (int) Math.min(Integer.MAX_VALUE - 8, needed * 2));
        }
    }

    /** Everyone has heard all up to here. */
    void settled(long seq) {
        long settled = Math.min(seq, high);
        if (settled > base) {
            System.arraycopy(numbers, (int) (settled - base), numbers, 0, (int) (high - settled));
            base = settled;
        }
    }
}
