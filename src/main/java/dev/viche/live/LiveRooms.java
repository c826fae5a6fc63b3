package dev.viche.live;

import dev.viche.cluster.Bus;
import dev.viche.cluster.Instance;
import dev.viche.cluster.LogTail;
import dev.viche.cluster.Moved;
import dev.viche.config.VicheConfig;
import dev.viche.messages.Change;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.metrics.ChatMetrics;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomDirectory;
import dev.viche.rooms.RoomKind;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rooms that are live on this instance. Safe for any thread. */
@Singleton
public class LiveRooms {

    /** What became of opening a room. */
    sealed interface Opening {
        /** Here it is. */
        record Open(LiveRoom room) implements Opening {}

        /** It could not be opened now. */
        record Refused(Refusal refusal, String detail) implements Opening {}
    }

    private static final long IDLE_MILLIS = 10_000;

    /** Longer than the tail may tell of the same entries again. */
    private static final long TOLD_AGAIN_MILLIS = 60_000;

    private final ConcurrentHashMap<Long, LiveRoom> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, LiveRoom> byKey = new ConcurrentHashMap<>();
    /** The names each is found by: one that was renamed has several. Changed while its place in byId is. */
    private final ConcurrentHashMap<Long, Set<String>> keys = new ConcurrentHashMap<>();

    /** How far direct conversations were delivered that were live a moment ago: nobody gets a letter twice. */
    private final ConcurrentHashMap<Long, Long> rested = new ConcurrentHashMap<>();

    private final GroupCommit commit;
    private final Shards shards;
    private final ChatMetrics metrics;
    private final People people;
    private final RoomDirectory directory;
    private final LogReaders logReaders;
    private final Bus bus;
    private final RoomServices services;
    private volatile boolean untold;

    LiveRooms(
            GroupCommit commit,
            Shards shards,
            MessageLog log,
            LogReaders logReaders,
            Letters letters,
            ChatMetrics metrics,
            InstantSource clock,
            Instance instance,
            People people,
            RoomDirectory directory,
            Bus bus,
            LogTail tail,
            VicheConfig config) {
        this.commit = commit;
        this.shards = shards;
        this.metrics = metrics;
        this.people = people;
        this.directory = directory;
        this.logReaders = logReaders;
        this.bus = bus;
        this.services = new RoomServices(
                log,
                logReaders,
                letters,
                this::tell,
                () -> !tail.neighbours().isEmpty(),
                this::claim,
                bus,
                instance.id(),
                metrics,
                clock,
                config.presence().grace());
    }

    /** Finds the room of that name, or makes it for that account; for nobody when it is null. */
    void open(Name name, @Nullable Person maker, Consumer<Opening> answer) {
        open(name.key(), new Write.OpenRoom(name, maker), answer);
    }

    /** Finds the direct conversation of these two, or makes it. */
    void openDirect(Person one, Person two, Consumer<Opening> answer) {
        open(Room.directKey(one.userId(), two.userId()), new Write.OpenDirect(one, two), answer);
    }

    private void open(String key, Write write, Consumer<Opening> answer) {
        LiveRoom live = byKey.get(key);
        if (live != null) {
            answer.accept(new Opening.Open(live));
            return;
        }
        commit.submit(write, written -> answer.accept(opening(key, written)));
    }

    private Opening opening(String key, Written written) {
        return switch (written) {
            case Written.Opened opened ->
                new Opening.Open(live(key, opened.room(), opened.settled(), opened.lastSeq(), opened.sightings()));
            case Written.Refused refused -> new Opening.Refused(refused.refusal(), refused.detail());
            case Written.Appended a -> throw unexpected(a);
            case Written.Already a -> throw unexpected(a);
            case Written.Marked m -> throw unexpected(m);
            case Written.Pruned p -> throw unexpected(p);
            case Written.Done d -> throw unexpected(d);
            case Written.OfAccount a -> throw unexpected(a);
            case Written.Ruled r -> throw unexpected(r);
        };
    }

    private static IllegalStateException unexpected(Written written) {
        return new IllegalStateException("opening a room was answered by " + written.getClass());
    }

    /** @param told up to where its entries were told; what follows, up to {@code lastSeq}, is told now */
    private LiveRoom live(String key, Room room, long told, long lastSeq, List<Sighting> sightings) {
        return byId.compute(room.id(), (_, known) -> {
            if (known != null) {
                // By another name that it had or has.
                byKey.put(key, known);
                keys.computeIfAbsent(room.id(), _ -> new HashSet<>()).add(key);
                return known;
            }
            Long delivered = rested.get(room.id());
            long from = delivered == null ? told : Math.max(told, delivered);
            LiveRoom made = new LiveRoom(room, from, shards.next(), services, this::forget);
            made.expect(sightings);
            made.catchUpTo(lastSeq);
            byKey.put(key, made);
            keys.put(room.id(), new HashSet<>(Set.of(key)));
            bus.follow(room.id());
            metrics.rooms(1);
            // One that nobody enters after all must not stay for good.
            shards.next().schedule(made::closeIfEmpty, IDLE_MILLIS);
            return made;
        });
    }

    private void forget(LiveRoom gone) {
        byId.computeIfPresent(gone.room().id(), (id, live) -> {
            if (live != gone) {
                return live;
            }
            Set<String> names = keys.remove(id);
            if (names != null) {
                names.forEach(key -> byKey.remove(key, gone));
            }
            bus.unfollow(id);
            if (live.room().kind() == RoomKind.DIRECT) {
                Long delivered = gone.delivered();
                rested.put(id, delivered);
                shards.next().schedule(() -> rested.remove(id, delivered), TOLD_AGAIN_MILLIS);
            }
            metrics.rooms(-1);
            return null;
        });
    }

    /** The room of that number, if it is live. */
    @Nullable
    LiveRoom find(long roomId) {
        return byId.get(roomId);
    }

    /** All that are live. */
    Collection<LiveRoom> all() {
        return byId.values();
    }

    /** Tells the other processes where a person is with this one. */
    private void tell(Sighting sighting) {
        commit.submit(new Write.Sight(sighting), this::told);
    }

    /** As {@link #tell}, unless someone of that name is with another process. */
    private void claim(Sighting sighting, Consumer<Written> answer) {
        commit.submit(new Write.Claim(sighting), written -> {
            answer.accept(written);
            bus.look();
        });
    }

    /** What the other processes were to be told is in the log, or not. */
    void told(Written written) {
        if (written instanceof Written.Refused) {
            leaveUntold();
        }
        bus.look();
    }

    /** Whether the others were not told of someone since the last call, since it could not be written. */
    boolean takeUntold() {
        boolean was = untold;
        untold = false;
        return was;
    }

    /** There is something left that the others were not told. */
    void leaveUntold() {
        untold = true;
    }

    /** Runs that if the room is not live, and keeps it from going live for so long. */
    void whileAtRest(long roomId, Runnable task) {
        byId.computeIfAbsent(roomId, _ -> {
            task.run();
            return null;
        });
    }

    /** Another process told where a person is. */
    public void sighted(Sighting sighting) {
        LiveRoom live = byId.get(sighting.roomId());
        if (live != null) {
            live.sighted(sighting);
        }
    }

    /** A room's log may have grown by another process's hand. */
    public void moved(Moved moved) {
        LiveRoom live = byId.get(moved.roomId());
        if (live != null) {
            live.catchUpTo(moved.lastSeq());
        } else if (moved.direct() && moved.from() < moved.lastSeq()) {
            logReaders.read(() -> movedDirect(moved), () -> {});
        }
    }

    /** Nobody is in that direct conversation here, but its people may be elsewhere here and want to be told. */
    private void movedDirect(Moved moved) {
        Room room = directory.direct(moved.roomId());
        if (room != null && room.pair().stream().anyMatch(person -> people.find(person.userId()) != null)) {
            live(room.name(), room, moved.from(), moved.lastSeq(), List.of()).catchUpTo(moved.lastSeq());
        }
    }

    /** Brings committed entries to those who read them here, in commit order. */
    public void publish(List<Change> changes) {
        Map<Long, List<Change>> byRoom = new LinkedHashMap<>();
        for (Change change : changes) {
            byRoom.computeIfAbsent(change.roomId(), _ -> new ArrayList<>()).add(change);
        }
        byRoom.forEach((roomId, entries) -> {
            LiveRoom live = byId.get(roomId);
            if (live != null) {
                live.deliver(entries);
                if (live.room().kind() == RoomKind.DIRECT) {
                    bus.direct(live.room().pair().stream().map(Person::userId).toList());
                }
            }
        });
        bus.publish(changes);
    }
}
