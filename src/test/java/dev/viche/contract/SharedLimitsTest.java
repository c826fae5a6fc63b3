package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.BehindProxy;
import dev.viche.support.Frame;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What all connections of one user, of one address, and of the server may together. */
@QuarkusTest
@Tag(World.ONE_PROCESS)
@TestProfile(BehindProxy.class)
class SharedLimitsTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final int ENOUGH = 500;

    @RegisterExtension
    final World world = new World();

    @Test
    void theWelcomeTellsWhatAUserAndAnAddressMay() {
        // When
        Frame welcome = join("garden", "username=ana", address()).awaits("welcome");

        // Then
        assertThat(welcome.payload().path("limits").path("user").toString())
                .isEqualTo("{\"connections\":2,\"joins\":4,\"messages\":5,\"typing\":5,\"history\":1,"
                        + "\"reads\":1,\"writes\":1}");
        assertThat(welcome.payload().path("limits").path("address").toString())
                .isEqualTo("{\"connections\":12,\"joins\":10,\"messages\":5,\"typing\":1,\"history\":1,"
                        + "\"reads\":2,\"writes\":1}");
    }

    @Test
    void aUserMaySendAsFastAsIsSetOverAllConnections() {
        // Given: one person at two addresses, in two rooms
        RawSocket garden = join("garden", "username=ana", address());
        String token = garden.awaits("welcome").text("resume_token");
        RawSocket attic = join("attic", "resume_token=" + token, address());
        attic.awaits("welcome");

        // When
        Optional<Frame> refusal = inTurn(
                List.of(garden, attic),
                "{\"type\":\"chat_message\",\"payload\":" + "{\"message_text\":\"hi\",\"client_message_id\":\"%d\"}}");

        // Then
        assertThat(refusal).hasValueSatisfying(SharedLimitsTest::isOfAllConnections);
    }

    @Test
    void anAddressMaySendAsFastAsIsSetOverAllConnections() {
        // Given: three people at one address
        String home = address();
        List<RawSocket> people = Stream.of("ana", "bo", "cleo")
                .map(name -> join("garden", "username=" + name, home))
                .toList();
        people.forEach(person -> person.awaits("welcome"));

        // When
        Optional<Frame> refusal = inTurn(
                people,
                "{\"type\":\"chat_message\",\"payload\":" + "{\"message_text\":\"hi\",\"client_message_id\":\"%d\"}}");

        // Then
        assertThat(refusal).hasValueSatisfying(SharedLimitsTest::isOfAllConnections);
    }

    @Test
    void historyIsAskedForAsOftenAsIsSet() {
        // Given
        RawSocket ana = join("garden", "username=ana", address());
        ana.awaits("welcome");

        // When
        Optional<Frame> refusal =
                inTurn(List.of(ana), "{\"type\":\"history\",\"payload\":{\"before\":1,\"limit\":%d}}");

        // Then
        assertThat(refusal).hasValueSatisfying(SharedLimitsTest::isOfAllConnections);
    }

    @Test
    void ofTooMuchTypingTheSurplusIsDroppedWithoutAWord() {
        // Given: ten people at one address, and one elsewhere who watches
        RawSocket watcher = join("garden", "username=watcher", address());
        String home = address();
        List<RawSocket> people = IntStream.range(0, 10)
                .mapToObj(i -> join("garden", "username=typist" + i, home))
                .toList();
        people.forEach(person -> person.awaits("welcome"));

        // When
        people.forEach(person -> {
            person.say("{\"type\":\"typing\",\"payload\":{\"active\":true}}").say("{\"type\":\"ping\"}");
            answer(person, "pong");
        });

        // Then: nobody got an error, and not all of it came
        watcher.say("that will do");
        int typing = 0;
        for (Frame next = next(watcher); !next.is("chat_message"); next = next(watcher)) {
            typing += next.is("typing") ? 1 : 0;
        }
        assertThat(typing).isPositive().isLessThan(people.size());
    }

    @Test
    void aUserMayJoinAsOftenAsIsSet() {
        // Given
        RawSocket first = join("garden", "username=ana", address());
        String token = first.awaits("welcome").text("resume_token");
        first.close();

        // When: from another address each time
        boolean refused = IntStream.range(0, ENOUGH).anyMatch(_ -> {
            RawSocket next = join("garden", "resume_token=" + token, address());
            boolean turnedAway = next.read().closeCode() == 1013;
            next.close();
            return turnedAway;
        });

        // Then
        assertThat(refused).isTrue();
        join("garden", "username=bo", address()).awaits("welcome");
    }

    @Test
    void ofTooManyConnectionsOfAUserTheOldestIsReplacedAndNobodySeesThemLeave() {
        // Given
        RawSocket bo = join("garden", "username=bo", address());
        RawSocket oldest = join("garden", "username=ana", address());
        String token = oldest.awaits("welcome").text("resume_token");
        RawSocket other = join("garden", "resume_token=" + token, address());
        other.awaits("welcome");

        // When
        RawSocket newest = join("garden", "resume_token=" + token, address());

        // Then
        newest.awaits("welcome");
        assertThat(oldest.awaitsClose()).isEqualTo(4001);
        newest.say("still here");
        other.awaits("chat_message");
        for (Frame next = next(bo); !next.is("chat_message"); next = next(bo)) {
            assertThat(next.is("user_left")).as(next.toString()).isFalse();
        }
    }

    @Test
    void theServerHoldsSoManySocketsAndNoMore() {
        // Given
        List<RawSocket> open = new ArrayList<>();

        // When
        boolean refused = IntStream.range(0, 2 * BehindProxy.ALL).anyMatch(_ -> {
            RawSocket next = lobby(address());
            open.add(next);
            return !isLetIn(next) && open.remove(next);
        });

        // Then
        assertThat(refused).isTrue();
        assertThat(open).hasSizeBetween(1, BehindProxy.ALL);
        open.getFirst().close();
        await().until(() -> isLetIn(lobby(address())));
    }

    @Test
    void theAddressesOfOneSubscriberAreCountedTogether() {
        // Given
        List<RawSocket> open = new ArrayList<>();

        // When
        boolean refused = IntStream.rangeClosed(0, BehindProxy.PER_ADDRESS).anyMatch(i -> {
            open.add(lobby("2001:db8:0:1::" + i));
            return !isLetIn(open.getLast());
        });

        // Then
        assertThat(refused).isTrue();
        await().until(() -> isLetIn(lobby("2001:db8:0:2::1")));
    }

    /** The first refusal of what these say in turn, each answered before the next is sent. */
    private static Optional<Frame> inTurn(List<RawSocket> sockets, String frame) {
        return IntStream.range(1, ENOUGH)
                .mapToObj(i -> {
                    RawSocket next = sockets.get(i % sockets.size());
                    next.say(frame.formatted(frame.contains("limit") ? 1 : i));
                    return answer(next, frame.contains("limit") ? "history" : "\"client_message_id\":\"" + i + "\"");
                })
                .filter(answer -> answer.is("error"))
                .findFirst();
    }

    /** Reads on until a frame that has that in it, or an error. */
    private static Frame answer(RawSocket socket, String mark) {
        Frame next = next(socket);
        while (!next.is("error") && !next.toString().contains(mark)) {
            next = next(socket);
        }
        return next;
    }

    private static Frame next(RawSocket socket) {
        RawSocket.Received received = socket.read();
        while (received.opcode() == RawSocket.PING) {
            received = socket.read();
        }
        assertThat(received.opcode()).isEqualTo(RawSocket.TEXT);
        return Frame.read(received.text());
    }

    private static void isOfAllConnections(Frame refusal) {
        assertThat(refusal.text("code")).isEqualTo("rate_limited");
        assertThat(refusal.text("detail")).contains("All your connections");
    }

    private static boolean isLetIn(RawSocket socket) {
        return socket.say("{\"type\":\"ping\"}").read().opcode() == RawSocket.TEXT;
    }

    private RawSocket join(String room, String query, String address) {
        return open(world.path(room) + "?" + query, address);
    }

    private RawSocket lobby(String address) {
        return open("/ws", address);
    }

    private RawSocket open(String path, String address) {
        RawSocket socket = world.raw();
        assertThat(socket.handshake(path, Map.of("X-Forwarded-For", address))).startsWith("HTTP/1.1 101 ");
        return socket;
    }

    /** An address nobody has come from. */
    private static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "198.51.%d.%d".formatted(number / 250, number % 250);
    }
}
