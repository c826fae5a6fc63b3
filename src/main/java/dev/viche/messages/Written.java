package dev.viche.messages;

import dev.viche.accounts.AccountWritten;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Room;
import java.util.List;

/** What became of a {@link Write}. Given only after the transaction that holds it has committed. */
public sealed interface Written {

    /**
     * The room is there, and these people were seen in it by other processes.
     *
     * @param lastSeq how many entries its log had
     * @param settled of a direct conversation: how many of them are so old that whoever they concern has been told
     */
    record Opened(Room room, long lastSeq, long settled, List<Sighting> sightings) implements Written {}

    /** It is done; there is nothing to tell. */
    record Done() implements Written {}

    /** The entry is in the log. */
    record Appended(Change change) implements Written {}

    /** The author's client_message_id is in the log already, with the same text: a resend. */
    record Already(Change.Posted stored) implements Written {}

    /** The reader's mark is at {@code seq}. */
    record Marked(long seq, boolean moved) implements Written {}

    /** That many entries are forgotten. */
    record Pruned(int entries) implements Written {}

    /** What became of an account. */
    record OfAccount(AccountWritten outcome) implements Written {}

    /** The ruling is carried out; {@code id} is the number of what it made, else 0. */
    record Ruled(long id) implements Written {}

    /** Nothing was written. */
    record Refused(Refusal refusal, String detail) implements Written {}
}
