package dev.viche.live;

/** What a live room is doing; each transition is a method of the state it leaves. */
sealed interface RoomState {

    /** Delivering: everything up to {@code delivered} has been handed to the readers. */
    record Live(long delivered) implements RoomState {
        Live delivered(long seq) {
            return new Live(seq);
        }

        Healing gap(long upTo) {
            return new Healing(delivered, upTo);
        }

        Closed close() {
            return new Closed(delivered);
        }
    }

    /** An entry is missing: the log is read from {@code delivered} on, at least to {@code upTo}. */
    record Healing(long delivered, long upTo) implements RoomState {
        Healing heardOf(long seq) {
            return new Healing(delivered, Math.max(upTo, seq));
        }

        /** The log has been read and delivered up to there. */
        RoomState healed(long seq) {
            return seq >= upTo ? new Live(seq) : new Healing(seq, upTo);
        }
    }

    /** Put to rest: whoever comes opens it anew. */
    record Closed(long delivered) implements RoomState {}

    /** The newest entry that was handed to the readers. */
    long delivered();
}
