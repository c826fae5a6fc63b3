import java.util.List;

/**
 * What is asked of a server: in each of so many rooms, messages are said in turn by the first {@code senders} of its
 * members, and {@code window} of them are always in flight.
 *
 * @param done when a message is no longer in flight
 */
record Load(String name, String what, int rooms, int members, int senders, int window, Done done) {

    /** When the next message follows. */
    enum Done {
        /** Its sender has it back: with Viche it is on the disk then. */
        ACKNOWLEDGED,
        /** Everyone in the room has it. */
        DELIVERED
    }

    /** Bytes of a message's text. */
    static final int TEXT = 100;

    static final List<Load> ALL = List.of(
            new Load(
                    "durable",
                    "50 senders to rooms of 4, 16 unacknowledged messages each",
                    50,
                    4,
                    1,
                    16,
                    Done.ACKNOWLEDGED),
            new Load("fan-out", "10 rooms of 100, 8 messages in flight in each", 10, 100, 100, 8, Done.DELIVERED),
            new Load("small-rooms", "200 rooms of 5, 8 messages in flight in each", 200, 5, 5, 8, Done.DELIVERED));

    int connections() {
        return rooms * members;
    }
}
