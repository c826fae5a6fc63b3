package dev.viche.probe;

/**
 * Who says what: made from the seed again whenever it is asked, so that nothing said has to be remembered. A room's
 * messages have numbers from 0; the number is the {@code client_message_id}.
 */
final class Script {

    // What JSON escapes, UTF-8 writes in two, three and four bytes, and a careless reader takes for markup.
    private static final int[] LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789 ,.\"\\/<>&'{}àßøж中€😀\t"
            .codePoints()
            .toArray();
    private static final int PLAIN = 26;

    private final long seed;
    private final int members;
    private final int length;

    Script(long seed, int members, int length) {
        this.seed = seed;
        this.members = members;
        this.length = length;
    }

    /** Which of the room's members says it. */
    int speaker(int room, int number) {
        return (int) Long.remainderUnsigned(mixed(room, number), members);
    }

    String text(int room, int number) {
        long state = mixed(room, number);
        StringBuilder text = new StringBuilder(length + 8);
        for (int i = 0; i < length; i++) {
            state = mix(state);
            // A server may trim what it is sent: the ends are letters.
            int choice = i == 0 || i == length - 1 ? PLAIN : LETTERS.length;
            text.appendCodePoint(LETTERS[(int) Long.remainderUnsigned(state, choice)]);
        }
        return text.toString();
    }

    private long mixed(int room, int number) {
        return mix(mix(seed + room) + number);
    }

    /** SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long state) {
        long z = state + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
