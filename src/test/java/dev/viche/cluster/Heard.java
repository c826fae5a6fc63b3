package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What one instance heard over the bus, in words. */
final class Heard implements Bus.Ear {

    final List<String> news = new CopyOnWriteArrayList<>();
    final AtomicInteger looks = new AtomicInteger();

    @Override
    public void entries(long roomId, List<Change> entries) {
        entries.forEach(entry -> news.add("entry %d in %d".formatted(entry.seq(), roomId)));
    }

    @Override
    public void typing(long roomId, Person person, boolean active) {
        news.add("%s %s in %d".formatted(person.name().value(), active ? "types" : "stopped", roomId));
    }

    @Override
    public void read(long roomId, Person reader, long seq) {
        news.add("%s read %d in %d".formatted(reader.name().value(), seq, roomId));
    }

    @Override
    public void look() {
        looks.incrementAndGet();
    }

    @Override
    public void direct(List<UUID> pair) {
        news.add("direct " + pair.size());
    }
}
