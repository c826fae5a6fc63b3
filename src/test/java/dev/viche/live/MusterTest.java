package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.cluster.Instance;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.NotedPresence;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.RoomDirectory;
import dev.viche.support.ChatClient;
import dev.viche.support.Folk;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is noted of people, and is not so, on a real server: mended without a word of those people. */
@QuarkusTest
class MusterTest {

    private static final int PATIENCE_SECONDS = 10;

    @RegisterExtension
    final World world = new World();

    @Inject
    Muster muster;

    @Inject
    LiveRooms rooms;

    @Inject
    NotedPresence noted;

    @Inject
    GroupCommit commit;

    @Inject
    Instance instance;

    @Inject
    RoomDirectory directory;

    @Test
    void whoWasBuriedWhileTheyWereHereIsNotedAgain() throws Exception {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long garden = number("garden");
        await().until(() -> here(garden).contains(ana.id()));
        written(new Write.Bury(instance.id()));

        // When
        boolean read = muster.call();

        // Then
        assertThat(read).isTrue();
        await().untilAsserted(() -> assertThat(here(garden)).containsExactly(ana.id()));
    }

    @Test
    void whoIsNotedAndNotHereIsAway() throws Exception {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long garden = number("garden");
        Person ghost = Folk.stranger("ghost");
        sight(garden, ghost);

        // When
        muster.call();

        // Then
        await().untilAsserted(() -> assertThat(here(garden)).containsExactly(ana.id()));
    }

    @Test
    void aGhostInARoomThatIsNotLiveIsAway() throws Exception {
        // Given
        long cellar = stored("cellar");
        assertThat(rooms.find(cellar)).isNull();
        Person ghost = Folk.stranger("ghost");
        sight(cellar, ghost);

        // When
        muster.call();

        // Then
        await().untilAsserted(() -> assertThat(here(cellar)).isEmpty());
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainOnce() throws Exception {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        long garden = number("garden");
        Person ghost = Folk.stranger("ghost");
        sight(garden, ghost);
        rooms.told(new Written.Refused(Refusal.STORAGE_UNAVAILABLE, "the disk is full"));

        // When
        muster.callIfUntold();

        // Then
        await().untilAsserted(() -> assertThat(here(garden)).containsExactly(ana.id()));
        assertThat(rooms.takeUntold()).isFalse();
    }

    /** Notes that person as connected. Whether it still is so is not asked: every 30 s the server musters by itself. */
    private void sight(long roomId, Person person) throws Exception {
        written(new Write.Sight(new Sighting(roomId, person, instance.id(), Sighting.Stage.HERE, Instant.now())));
    }

    /** Makes that room, and lets it rest. */
    private long stored(String room) throws Exception {
        return ((Written.Opened) written(new Write.OpenRoom(Name.of("room_name", world.room(room)))))
                .room()
                .id();
    }

    private Written written(Write write) throws Exception {
        CompletableFuture<Written> written = new CompletableFuture<>();
        commit.submit(write, written::complete);
        Written outcome = written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(outcome).isNotInstanceOf(Written.Refused.class);
        return outcome;
    }

    private long number(String room) {
        return Objects.requireNonNull(directory.find(Name.of("room_name", world.room(room))))
                .room()
                .id();
    }

    private Set<UUID> here(long roomId) {
        return noted.with(instance.id()).getOrDefault(roomId, Set.of());
    }
}
