import java.util.ArrayList;
import java.util.List;

/** One room under load: keeps its window full, and knows what each member must have got. */
final class Room {

    /** More than any window, so that a message's place is free again before the next one takes it. */
    private static final int RING = 1024;

    private final Load load;
    private final Tally tally;
    private final List<Member> members = new ArrayList<>();
    private final long[] saidAt = new long[RING];
    private final int[] arrivals = new int[RING];
    private int said;
    private int done;
    private boolean speaking;

    Room(Load load, Tally tally) {
        this.load = load;
        this.tally = tally;
    }

    void add(Member member) {
        members.add(member);
    }

    int senders() {
        return load.senders();
    }

    /** From now on the window is kept full. */
    void speak() {
        speaking = true;
        for (int i = 0; i < load.window(); i++) {
            sayNext();
        }
    }

    /** Nothing new is said; what is in flight may land. */
    void fallSilent() {
        speaking = false;
    }

    private void sayNext() {
        int number = said++;
        saidAt[number % RING] = System.nanoTime();
        arrivals[number % RING] = 0;
        members.get(number % load.senders()).say(number);
    }

    /** A member has the message of that number, for the first time. */
    void heard(int number, boolean byItsSender) {
        int place = number % RING;
        tally.delivered();
        boolean isDone = switch (load.done()) {
            case ACKNOWLEDGED -> byItsSender;
            case DELIVERED -> ++arrivals[place] == members.size();
        };
        if (load.done() == Load.Done.DELIVERED || byItsSender) {
            tally.took(System.nanoTime() - saidAt[place]);
        }
        if (isDone) {
            done++;
            tally.done();
            if (speaking) {
                sayNext();
            }
        }
    }

    /** How many deliveries of what was said are still to come. */
    long missing() {
        long missing = 0;
        for (Member member : members) {
            missing += said - member.heard();
        }
        return missing;
    }

    boolean isQuiet() {
        return done == said && missing() == 0;
    }
}
