package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.ServerProcess;
import dev.viche.support.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What concerns someone reaches them at whichever instance they are, once: letters, rulings, a logout; and a room's webhook,
 * what was said at any of them.
 */
class ClusterReachIT {

    private static final int ROUNDS = 30;
    // They take longer than the news of one of them goes on.
    private static final int LETTERS = 40;

    @RegisterExtension
    static final ThreeInstances instances = new ThreeInstances();

    private final World world = new World();

    @AfterEach
    void leave() {
        world.end();
    }

    // ---- letters -----------------------------------------------------------------------------------------------

    @Test
    void whatIsSaidToOnePersonReachesAllTheirConnectionsAndNobodyElse() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient anaElsewhere = ana.again().at(instances.uri(2)).join("attic");
        ChatClient bo = guest("bo", 1).join("garden");
        ChatClient boElsewhere = bo.again().at(instances.uri(2)).join("hall");
        ChatClient cai = guest("cai", 2).join("hall");

        // When
        for (int i = 0; i < LETTERS; i++) {
            ana.tell(bo.name(), "psst " + i);
            bo.awaits("private_message", says("psst " + i));
            bo.tell(ana.name(), "what? " + i);
            ana.awaits("private_message", says("what? " + i));
        }

        // Then
        for (ChatClient each : List.of(ana, anaElsewhere, bo, boElsewhere)) {
            await().until(() -> each.heard("private_message").size() >= 2 * LETTERS);
            each.ping();
            assertThat(each.heard("private_message"))
                    .extracting(Frame::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2 * LETTERS).boxed().toList());
        }
        assertThat(cai.heard("private_message")).isEmpty();
    }

    @Test
    void whoMovesIsNotToldAgainWhatWasSaidToThemBefore() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient bo = guest("bo", 1).join("garden");
        for (int move = 1; move <= 2 * ThreeInstances.COUNT; move++) {
            String before = "before " + move;
            String after = "after " + move;
            bo.tell(ana.name(), before);
            ana.awaits("private_message", says(before));

            // When
            ana.drop();
            ana = ana.again().at(instances.uri(move % ThreeInstances.COUNT)).join("hall");
            bo.tell(ana.name(), after);
            ana.awaits("private_message", says(after));

            // Then
            assertThat(ana.heard("private_message"))
                    .extracting(letter -> letter.text("message_text"))
                    .containsExactly(after);
        }
    }

    @Test
    void twoWhoWriteToEachOtherAtTheSameMomentHearBoth() {
        for (int i = 0; i < LETTERS; i++) {
            // Given
            ChatClient ana = guest("ana-" + i, 0).join("hall");
            ChatClient bo = guest("bo-" + i, 1).join("hall");

            // When
            ana.send("private_message", Map.of("to", bo.id(), "message_text", "from ana"));
            bo.send("private_message", Map.of("to", ana.id(), "message_text", "from bo"));

            // Then
            for (ChatClient each : List.of(ana, bo)) {
                each.awaits("private_message", says("from ana"));
                each.awaits("private_message", says("from bo"));
                each.drop();
            }
        }
    }

    // ---- rulings -----------------------------------------------------------------------------------------------

    @Test
    void whatIsRuledAtOneInstanceHoldsAtTheOthersAtOnce() {
        // Given
        String admin = instances.logIn();
        assertThat(instances
                        .call(0, "POST", "/rooms", admin, Map.of("room_name", world.room("court")))
                        .status())
                .isEqualTo(201);
        ChatClient muted = guest("mo", 1).join("court");
        ChatClient kicked = guest("kit", 1).join("court");
        ChatClient banned = guest("ben", 2).join("court");

        // When
        long began = System.nanoTime();
        instances.call(0, "POST", court("mutes"), admin, Map.of("user_id", muted.id(), "reason", "shouting"));
        instances.call(0, "POST", court("kicks"), admin, Map.of("user_id", kicked.id()));
        instances.call(0, "POST", court("bans"), admin, Map.of("user_id", banned.id()));

        // Then
        assertThat(kicked.awaitsClose()).isEqualTo(4003);
        assertThat(banned.awaitsClose()).isEqualTo(4004);
        assertThat(muted.awaitsType("notice").text("text")).contains("muted", "shouting");
        System.out.printf("RULINGS reach other instances within %d ms%n", (System.nanoTime() - began) / 1_000_000);
        muted.send("chat_message", Map.of("message_text", "but"));
        muted.awaitsError("muted");
        assertThat(banned.again().at(instances.uri(1)).knock("court").awaitsClose())
                .isEqualTo(4004);
        kicked.again().at(instances.uri(0)).join("court");
    }

    @Test
    void aLogoutEndsConnectionsAtOtherInstances() {
        // Given
        Map<String, String> who = Map.of("username", world.room("dee"), "password", ThreeInstances.PASSWORD);
        assertThat(instances.call(0, "POST", "/accounts", null, who).status()).isEqualTo(201);
        String token = instances
                .call(1, "POST", "/logins", null, who)
                .body()
                .path("access_token")
                .asText();
        ChatClient there = world.client(null)
                .at(instances.uri(2))
                .header("Authorization", "Bearer " + token)
                .join("hall");

        // When
        Api.Answer answer = instances.call(0, "DELETE", "/logins", token, null);

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(there.awaitsClose()).isEqualTo(4403);
        assertThat(instances.call(1, "GET", "/accounts/me", token, null).status())
                .isEqualTo(401);
    }

    @Test
    void aWebhookIsToldOnceAndInOrder() throws IOException {
        // Given
        List<Long> told = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            try (exchange) {
                Frame.read("{\"payload\":"
                                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                                + "}")
                        .entries()
                        .forEach(entry -> told.add(entry.seq()));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
        try {
            String admin = instances.logIn();
            instances.call(0, "POST", "/rooms", admin, Map.of("room_name", world.room("court")));
            Map<String, String> hook =
                    Map.of("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in");
            assertThat(instances.call(1, "POST", court("webhooks"), admin, hook).status())
                    .isEqualTo(201);
            List<ChatClient> talkers = IntStream.range(0, ThreeInstances.COUNT)
                    .mapToObj(i -> guest("talker-" + i, i).join("court"))
                    .toList();

            // When
            for (int i = 0; i < ROUNDS; i++) {
                talkers.forEach(talker -> talker.say("news"));
            }

            // Then
            List<Long> seqs = instances.stored(world.room("court")).stream()
                    .map(Entry::seq)
                    .toList();
            ServerProcess.await("all is told", () -> told.size() >= seqs.size());
            assertThat(told).isEqualTo(seqs);
        } finally {
            receiver.stop(0);
        }
    }

    private ChatClient guest(String name, int instance) {
        return world.guest(name).at(instances.uri(instance));
    }

    private static Predicate<Frame> says(String text) {
        return frame -> frame.says(text);
    }

    private String court(String what) {
        return "/rooms/%s/%s".formatted(world.room("court"), what);
    }
}
