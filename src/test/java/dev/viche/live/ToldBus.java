package dev.viche.live;

import dev.viche.cluster.Bus;
import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A bus that ends in the test: what it was given to tell, in words. */
final class ToldBus implements Bus {

    final List<String> told = new ArrayList<>();

    @Override
    public void start(String log, String self, Ear ear) {
        told.add("start");
    }

    @Override
    public void publish(List<Change> entries) {
        entries.forEach(entry -> told.add("entry " + entry.seq()));
    }

    @Override
    public void typing(long roomId, Person person, boolean active) {
        told.add("typing " + person.name().value() + " " + active);
    }

    @Override
    public void read(long roomId, Person reader, long seq) {
        told.add("read " + reader.name().value() + " " + seq);
    }

    @Override
    public void look() {
        told.add("look");
    }

    @Override
    public void direct(List<UUID> pair) {
        told.add("direct");
    }

    @Override
    public void follow(long roomId) {
        told.add("follow " + roomId);
    }

    @Override
    public void unfollow(long roomId) {
        told.add("unfollow " + roomId);
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public void close() {
        told.add("close");
    }
}
