package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;

import dev.viche.messages.Change;
import dev.viche.messages.Message;
import dev.viche.protocol.Person;
import dev.viche.protocol.ServerFrame;
import dev.viche.support.ManualClock;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** What happens in the rooms of these tests. */
final class Talk {

    static final long GARDEN = 1;

    private Talk() {}

    /** A message as the log has it. */
    static Change posted(long seq, Person author) {
        Message message = new Message(
                new UUID(0, seq),
                author.userId(),
                author.name().value(),
                "message " + seq,
                ManualClock.START,
                null,
                null,
                null);
        return new Change.Posted(GARDEN, seq, message);
    }

    static List<Change> posted(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> posted(seq, ANA))
                .toList();
    }

    static ServerFrame said(long seq) {
        return posted(seq, ANA).frame();
    }

    static WireFrame entry(long seq) {
        return WireFrame.of(said(seq));
    }

    /** An entry of that many bytes. */
    static WireFrame entry(long seq, int bytes) {
        return new WireFrame(new byte[bytes], seq);
    }

    static WireFrame event() {
        return joined(BO);
    }

    static WireFrame joined(Person person) {
        return WireFrame.of(
                new ServerFrame.UserJoined(person.userId(), person.name().value()));
    }

    /** Something that is no entry, of that many bytes. */
    static WireFrame event(int bytes) {
        return new WireFrame(new byte[bytes], 0);
    }
}
