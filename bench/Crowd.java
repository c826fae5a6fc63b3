import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All members of all rooms, on the caller's thread. */
final class Crowd implements AutoCloseable {

    /** Handshakes under way at once. */
    private static final int KNOCKING = 64;

    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LANDING_PATIENCE = Duration.ofSeconds(15);
    private static final long TURN_MILLIS = 10;

    private final Load load;
    private final Tally tally = new Tally();
    private final Loop loop = new Loop();
    private final List<Room> rooms = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    Crowd(Load load) throws IOException {
        this.load = load;
        for (int i = 0; i < load.rooms(); i++) {
            rooms.add(new Room(load, tally));
        }
    }

    Tally tally() {
        return tally;
    }

    /**
     * Everyone joins; rooms of that prefix must be new to the server.
     *
     * @throws IOException when not all are in after a minute
     */
    void join(Servers servers, String prefix) throws IOException {
        boolean allIn = turnUntil(JOIN_PATIENCE, () -> {
            knock(servers, prefix);
            return members.size() == load.connections() && joined() == members.size();
        });
        if (!allIn) {
            throw new IOException("only %d of %d joined within %s; %s"
                    .formatted(joined(), load.connections(), JOIN_PATIENCE, tally.faults(0)));
        }
    }

    private void knock(Servers servers, String prefix) {
        int waiting = members.size() - joined();
        for (int i = waiting; i < KNOCKING && members.size() < load.connections(); i++) {
            int room = members.size() / load.members();
            int place = members.size() % load.members();
            var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), servers.port(place));
            try {
                Member member = new Member(loop.connect(server), rooms.get(room), place, tally);
                rooms.get(room).add(member);
                members.add(member);
                member.join("127.0.0.1:" + server.getPort(), prefix + room);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("more sockets than this machine lets one process open", e);
            }
        }
    }

    private int joined() {
        int joined = 0;
        for (Member member : members) {
            joined += member.isJoined() ? 1 : 0;
        }
        return joined;
    }

    /** Everyone speaks. */
    void speak() {
        rooms.forEach(Room::speak);
    }

    /** Goes on for that long. */
    void goOn(Duration time) throws IOException {
        turnUntil(time, () -> false);
    }

    /** Nothing new is said; waits for what is in flight. Returns how many deliveries never came. */
    long land() throws IOException {
        rooms.forEach(Room::fallSilent);
        turnUntil(LANDING_PATIENCE, () -> rooms.stream().allMatch(Room::isQuiet));
        return rooms.stream().mapToLong(Room::missing).sum();
    }

    private boolean turnUntil(Duration limit, BooleanSupplier done) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            loop.turn(TURN_MILLIS);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        members.forEach(Member::leave);
        loop.close();
    }
}
