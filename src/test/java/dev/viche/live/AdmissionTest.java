package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomDirectory;
import dev.viche.support.Folk;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Someone who was looked at, and banned before they were in: with the server's own parts, but for the room's event loop. */
@QuarkusTest
class AdmissionTest {

    private static final int READERS = 4;
    private static final int PATIENCE_SECONDS = 15;

    @RegisterExtension
    final World world = new World();

    @Inject
    Admission admission;

    @Inject
    Enforcement enforcement;

    @Inject
    LogReaders readers;

    @Inject
    RoomDirectory directory;

    @Test
    void whoIsBannedBetweenTheLookAndTheWelcomeIsLookedAtAgain() throws Exception {
        // Given: a room that is live where no ruling finds it, as one is to which somebody is not attached yet.
        Member ana = world.member("ana");
        String name = world.room("hall");
        ana.call().body(Map.of("room_name", name)).post("/api/v1/rooms");
        Room hall = Objects.requireNonNull(directory.find(Name.of("room_name", name)))
                .room();
        Stage stage = new Stage();
        Person gus = Folk.stranger("gus");
        CompletableFuture<Closing> closed = new CompletableFuture<>();
        Peer peer = stage.unopened();
        peer.session.opened(closed::complete);
        CountDownLatch go = holdReaders();

        // When
        long before = enforcement.heard();
        admission.admit(join(peer, gus, name), stage.room(hall));
        int status = ana.call()
                .body(Map.of("user_id", gus.userId()))
                .post("/api/v1/rooms/{room}/bans", name)
                .statusCode();
        await().until(() -> enforcement.heard() > before);
        assertThat(closed).isNotDone();
        go.countDown();

        // Then
        assertThat(status).isEqualTo(201);
        assertThat(closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Closing.BANNED);
        assertThat(peer.frames()).noneMatch(frame -> frame.path("type").asText().equals("welcome"));
    }

    private static Join join(Peer peer, Person person, String room) {
        ClientFrame.JoinRoom wish =
                new ClientFrame.JoinRoom(person.name(), Name.of("room_name", room), null, null, null, 50);
        return new Join(peer.session, person, false, wish, _ -> {});
    }

    /** Whoever would read waits until it is let go. */
    private CountDownLatch holdReaders() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(READERS);
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < READERS; i++) {
            readers.read(
                    () -> {
                        held.countDown();
                        hold(go);
                    },
                    () -> {});
        }
        assertThat(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return go;
    }

    private static void hold(CountDownLatch go) {
        try {
            assertThat(go.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
