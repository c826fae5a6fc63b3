package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Someone comes in at the moment they are shut out, again and again. Whichever is first, they are out once both are
 * answered: who was turned away was never in, and who got in is found there.
 */
@QuarkusTest
class RulingRaceTest {

    private static final int TIMES = 12;
    private static final int PATIENCE_SECONDS = 20;
    private static final int REFUSED = 1008;
    private static final int BANNED = 4004;

    @RegisterExtension
    final World world = new World();

    @Test
    void whoComesWhileTheyAreBannedFromTheRoomIsOut() {
        Member ana = world.member("ana");
        for (int time = 0; time < TIMES; time++) {
            // Given
            String name = "hall" + time;
            Hall hall = Hall.made(world, ana, "open", name);
            Guest gus = Guest.named(world.guest("gus" + time).name());
            ChatClient coming = client(gus);

            // When
            Response ban = atOnce(time, coming, name, () -> hall.ban(ana, gus.id()));

            // Then
            assertThat(ban.statusCode()).as(ban.asString()).isEqualTo(201);
            assertThat(coming.awaitsClose()).isEqualTo(BANNED);
        }
    }

    @Test
    void whoComesWhileTheyAreBannedFromTheServerIsOut() {
        Member olena = world.admin("olena");
        for (int time = 0; time < TIMES; time++) {
            // Given
            Guest gus = Guest.named(world.guest("gus" + time).name());
            ChatClient coming = client(gus);

            // When
            Response ban = atOnce(
                    time,
                    coming,
                    "garden",
                    () -> olena.call().body(Map.of("user_id", gus.id())).post("/api/v1/bans"));

            // Then
            assertThat(ban.statusCode()).as(ban.asString()).isEqualTo(201);
            assertThat(coming.awaitsClose()).isEqualTo(BANNED);
        }
    }

    @Test
    void whoComesWhileTheRoomIsClosedIsOut() {
        Member ana = world.member("ana");
        for (int time = 0; time < TIMES; time++) {
            // Given
            String name = "hall" + time;
            Hall hall = Hall.made(world, ana, "open", name);
            ChatClient coming = world.guest("gus" + time);

            // When
            Response closed = atOnce(time, coming, name, () -> hall.change(ana, Map.of("kind", "closed")));

            // Then
            assertThat(closed.statusCode()).as(closed.asString()).isEqualTo(200);
            coming.awaitsNoWayIn("room_not_found", REFUSED);
            world.guest("zoe" + time).knock(name).awaitsError("room_not_found");
        }
    }

    @Test
    void whoComesWhileTheyArePutOutOfAClosedRoomIsOut() {
        Member ana = world.member("ana");
        Member bo = world.member("bo");
        for (int time = 0; time < TIMES; time++) {
            // Given
            String name = "hall" + time;
            Hall hall = Hall.made(world, ana, "closed", name);
            hall.appoint(bo, "member");
            ChatClient coming = world.as(bo);

            // When
            Response dismissed = atOnce(
                    time,
                    coming,
                    name,
                    () -> ana.call().delete("/api/v1/rooms/{room}/roles/{user}", hall.room(), bo.id()));

            // Then
            assertThat(dismissed.statusCode()).as(dismissed.asString()).isEqualTo(204);
            coming.awaitsNoWayIn("room_not_found", REFUSED);
        }
    }

    private ChatClient client(Guest guest) {
        return world.client(guest.username()).with("resume_token", guest.token());
    }

    /** The join and the ruling at once; now the one and now the other a little sooner. */
    private static Response atOnce(int time, ChatClient coming, String room, Supplier<Response> ruling) {
        return switch (time % 3) {
            case 0 -> {
                // The join is on its way as soon as the socket is open.
                coming.knock(room);
                yield ruling.get();
            }
            case 1 -> {
                coming.open("/ws").ask(room);
                yield ruling.get();
            }
            default -> {
                CyclicBarrier start = new CyclicBarrier(2);
                // On a thread of this test's own: a pool's may still have the class loader of tests before.
                CompletableFuture<Response> answer = CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return ruling.get();
                        },
                        task -> new Thread(task).start());
                await(start);
                coming.knock(room);
                yield answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            }
        };
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
