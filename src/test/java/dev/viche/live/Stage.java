package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.live.LiveRoom.Attachment;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Written;
import dev.viche.metrics.Meters;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Person;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import dev.viche.support.ManualClock;
import dev.viche.support.Settings;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One event loop, which turns when the test says so and has the test's time. */
public final class Stage {

    /** Room enough for anything a test sends. */
    static final long PLENTY = 1024 * 1024;

    /** Connections of one person. */
    static final int MOST_CONNECTIONS = 3;

    static final Duration GRACE = Duration.ofSeconds(10);

    public final ManualClock clock = new ManualClock();
    final Meters meters = new Meters();
    final People people = new People(MOST_CONNECTIONS);
    final Shares shares = new Shares(Settings.defaults(), clock::nanoTime);
    final LogReaders readers = new LogReaders();
    /** What other processes are told of people here. */
    final List<Sighting> told = new ArrayList<>();
    /** Whether another process lets people in, too. */
    boolean accompanied;
    /** The names the log was asked for, and not answered yet. */
    final List<Claim> claims = new ArrayList<>();

    /** One name the log is asked for. */
    record Claim(Sighting sighting, Consumer<Written> answer) {}

    /** What other instances are told over the bus. */
    final ToldBus bus = new ToldBus();
    /** The rooms that were put to rest. */
    final List<LiveRoom> closed = new ArrayList<>();

    final Shard shard;
    private final EmbeddedChannel owner = new EmbeddedChannel();

    public Stage() {
        owner.freezeTime();
        this.shard = new Shard(owner.eventLoop());
    }

    /** A connection on this loop, whose outbox holds that many bytes. */
    Peer peer(long outboxLimit) {
        Peer peer = new Peer(this, outboxLimit);
        peer.open();
        return peer;
    }

    public Peer peer() {
        return peer(PLENTY);
    }

    /** A connection that is about to be upgraded. */
    Peer unopened() {
        return new Peer(this, PLENTY);
    }

    /** The garden, an open room nobody has said anything in. */
    LiveRoom room() {
        return room(GRACE);
    }

    LiveRoom room(Duration grace) {
        return room(new Room(Talk.GARDEN, RoomKind.OPEN, "garden", List.of()), grace);
    }

    LiveRoom room(Room room) {
        return room(room, GRACE);
    }

    private LiveRoom room(Room room, Duration grace) {
        RoomServices services = new RoomServices(
                new MessageLog(),
                readers,
                new Letters(people),
                told::add,
                () -> accompanied,
                (sighting, answer) -> claims.add(new Claim(sighting, answer)),
                bus,
                "this",
                meters.metrics(),
                clock,
                grace);
        return new LiveRoom(room, 0, shard, services, closed::add);
    }

    /** Runs what is queued. */
    void turn() {
        owner.runPendingTasks();
    }

    /** Lets time pass, for the loop and for the clock. */
    void pass(Duration time) {
        clock.advance(time);
        owner.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        turn();
    }

    /** Someone comes in. */
    Peer join(LiveRoom room, Person person) {
        return join(room, person, peer());
    }

    /** Someone comes in over that connection. */
    Peer join(LiveRoom room, Person person, Peer peer) {
        assertThat(attach(room, peer, person)).isInstanceOf(Attachment.Attached.class);
        return peer;
    }

    /** As a join does it, but for what the welcome says. */
    Attachment attach(LiveRoom room, Peer peer, Person person) {
        List<Attachment> answers = new ArrayList<>();
        peer.session.joining(room, person);
        room.attach(peer.session, person, answer -> {
            answers.add(answer);
            peer.session.welcome(WireFrame.ping(), 0);
            assertThat(peer.session.goLive()).isTrue();
        });
        return answers.getFirst();
    }
}
