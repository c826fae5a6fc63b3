package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.viche.support.ChatClient;
import dev.viche.support.Cluster;
import dev.viche.support.Frame;
import dev.viche.support.ServerProcess;
import dev.viche.support.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three instances are one server to whoever talks: what is promised in a room holds wherever its people are connected. */
class ClusterIT {

    private static final int INSTANCES = 3;
    private static final int TALK = 300;
    // They take longer than the news of one of them goes on.
    private static final int LETTERS = 40;
    private static final int RIVALRIES = 20;
    private static final String PASSWORD = "a password for tests only";
    private static final Map<String, Boolean> ACTIVE = Map.of("active", true);

    private static Cluster cluster;

    @RegisterExtension
    final Machine machine = new Machine();

    private final World world = new World();

    @BeforeAll
    static void start() {
        cluster = Cluster.start(
                        Machine.emptied("ClusterIT"),
                        INSTANCES,
                        Map.of(
                                "VICHE_PRESENCE_GRACE", "2s",
                                "VICHE_HEARTBEAT_INTERVAL", "0",
                                "VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000",
                                "VICHE_WEBHOOKS_PRIVATE_ADDRESSES", "true",
                                "VICHE_ADMIN_USERNAME", "olena",
                                "VICHE_ADMIN_PASSWORD", PASSWORD))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            assertThat(cluster.complaints()).filteredOn(ClusterIT::isGrave).isEmpty();
            Machine.assertNothingIsTold(cluster.everyone());
        }
    }

    /** On a machine that is too busy the news is late, and the bus counts as down for a moment; nothing is lost by that. */
    private static boolean isGrave(String complaint) {
        return !complaint.contains("The bus is down: ");
    }

    @AfterEach
    void leave() {
        world.end();
    }

    // ---- the log -----------------------------------------------------------------------------------------------

    @Test
    void whoTalksAtOnceIsHeardInOneOrderByAll() {
        // Given
        List<Guest> talkers = IntStream.range(0, 2 * INSTANCES)
                .mapToObj(i -> machine.guest("talker-" + i, "square").connect(at(i % INSTANCES)))
                .toList();

        // When
        talkers.forEach(Guest::chatter);
        talkers.forEach(guest -> ServerProcess.await("talk", () -> guest.acknowledgedCount() >= TALK));
        talkers.forEach(Guest::hush);
        talkers.forEach(Guest::settle);

        // Then
        assertOneOrder("square", talkers);
    }

    @Test
    void whoMovesFromInstanceToInstanceMissesNothing() {
        // Given
        Guest ana = machine.guest("ana", "road").connect(at(0));
        Guest bo = machine.guest("bo", "road").connect(at(1));
        bo.chatter();
        for (int move = 1; move <= 2 * INSTANCES; move++) {
            int enough = ana.seen().size() + TALK;
            ServerProcess.await("talk", () -> ana.seen().size() >= enough);

            // When
            ana.vanish();
            ana.connect(at(move % INSTANCES));
            ana.say("here I am");
        }
        bo.hush();
        bo.settle();
        ana.settle();

        // Then
        assertOneOrder("road", List.of(ana, bo));
        List<Entry> newest = stored("road").reversed().stream().limit(200).toList();
        assertThat(ana.history()).isEqualTo(newest.reversed());
    }

    @Test
    void whatIsSaidTwiceAtTwoInstancesIsStoredOnce() {
        // Given
        ChatClient here = guest("ana", 0).join("attic");
        ChatClient there = here.again().at(uri(1)).join("attic");

        // When
        List<Long> seqs = IntStream.range(0, TALK)
                .mapToObj(i -> {
                    Map<String, String> message = Map.of("message_text", "number " + i, "client_message_id", "n" + i);
                    here.send("chat_message", message);
                    there.send("chat_message", message);
                    Predicate<Frame> mine = frame -> frame.bears("n" + i);
                    long seq = here.awaits("chat_message", mine).seq();
                    assertThat(there.awaits("chat_message", mine).seq()).isEqualTo(seq);
                    return seq;
                })
                .toList();

        // Then
        assertThat(seqs)
                .isEqualTo(
                        IntStream.rangeClosed(1, TALK).mapToObj(Long::valueOf).toList());
        assertThat(stored(world.room("attic"))).hasSize(TALK);
    }

    // ---- people ------------------------------------------------------------------------------------------------

    @Test
    void whoMovesIsNeitherAnnouncedAsLeftNorAsComeAgain() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient bo = guest("bo", 1).join("hall");
        ChatClient cai = guest("cai", 1).join("hall");
        ana.awaits("user_joined", of(bo));
        ana.awaits("user_joined", of(cai));

        // When
        bo.drop();
        ChatClient moved = bo.again().at(uri(2)).join("hall");
        cai.drop();

        // Then: when the grace is over, one of them is gone.
        ana.awaits("user_left", of(cai));
        moved.say("still here");
        ana.awaits("still here");
        assertThat(ana.heard("user_left")).filteredOn(of(bo)).isEmpty();
        assertThat(ana.heard("user_joined")).filteredOn(of(bo)).hasSize(1);
        for (int i = 0; i < INSTANCES; i++) {
            assertThat(present(i)).containsExactlyInAnyOrder(ana.name(), bo.name());
        }

        // When
        moved.drop();

        // Then
        ana.awaits("user_left", of(bo));
        assertThat(ana.heard("user_left")).hasSize(2);
    }

    @Test
    void aNameThatIsTakenIsTakenEverywhere() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");

        // When
        ChatClient other = guest("ana", 1).knock("hall");

        // Then
        other.awaitsNoWayIn("username_taken", 1008);
        ana.say("it is mine");
    }

    @Test
    void ofTwoWhoWantOneNameAtTheSameMomentOneGetsIt() {
        ChatClient witness = guest("witness", 2).join("hall");
        for (int i = 0; i < RIVALRIES; i++) {
            String name = "rival-" + i;

            // When
            List<CompletableFuture<Boolean>> rivals = IntStream.range(0, INSTANCES)
                    .mapToObj(at -> guest(name, at))
                    .map(rival -> CompletableFuture.supplyAsync(
                            () -> rival.knock("hall").awaitsWelcomeOr("username_taken")))
                    .toList();

            // Then
            assertThat(rivals).extracting(Line::within).containsOnlyOnce(true);
        }
        witness.awaits("user_joined", frame -> frame.text("username").startsWith("rival-" + (RIVALRIES - 1)));
        assertThat(witness.heard("user_left")).isEmpty();
        assertThat(witness.heard("user_joined")).hasSize(1 + RIVALRIES);
    }

    @Test
    void aNameOfSomeoneAtAnotherInstanceCannotBeBorrowed() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        await().until(() -> present(1).contains(ana.name()));
        Map<String, String> message = Map.of("message_text", "I am Ana", "username", ana.name());

        // When
        Api.Answer answer = call(1, "POST", "/rooms/%s/messages".formatted(world.room("hall")), null, message);

        // Then
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo("username_taken");
        assertThat(ana.say("am I?").seq()).isOne();
    }

    @Test
    void whoTypesAndHowFarSomeoneReadIsSeenElsewhere() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient bo = guest("bo", 1).join("hall");
        ChatClient cai = guest("cai", 2).join("hall");
        long seq = ana.say("read this").seq();
        bo.awaitsEntry(seq);

        // When
        bo.send("typing", ACTIVE);
        bo.send("read", Map.of("seq", seq));

        // Then
        for (ChatClient other : List.of(ana, cai)) {
            assertThat(other.awaits("typing", of(bo)).flag("active")).isTrue();
            assertThat(other.awaits("read", of(bo)).seq()).isEqualTo(seq);
        }
        // From its own instance, as from a single one, and not once more by way of the others.
        assertThat(bo.heard("typing")).hasSize(1);
    }

    @Test
    void whatIsSaidToOnePersonReachesAllTheirConnectionsAndNobodyElse() {
        // Given
        ChatClient ana = guest("ana", 0).join("hall");
        ChatClient anaElsewhere = ana.again().at(uri(2)).join("attic");
        ChatClient bo = guest("bo", 1).join("garden");
        ChatClient boElsewhere = bo.again().at(uri(2)).join("hall");
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
        for (int move = 1; move <= 2 * INSTANCES; move++) {
            String before = "before " + move;
            String after = "after " + move;
            bo.tell(ana.name(), before);
            ana.awaits("private_message", says(before));

            // When
            ana.drop();
            ana = ana.again().at(uri(move % INSTANCES)).join("hall");
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
        String admin = logIn();
        assertThat(call(0, "POST", "/rooms", admin, Map.of("room_name", world.room("court")))
                        .status())
                .isEqualTo(201);
        ChatClient muted = guest("mo", 1).join("court");
        ChatClient kicked = guest("kit", 1).join("court");
        ChatClient banned = guest("ben", 2).join("court");

        // When
        long began = System.nanoTime();
        call(0, "POST", court("mutes"), admin, Map.of("user_id", muted.id(), "reason", "shouting"));
        call(0, "POST", court("kicks"), admin, Map.of("user_id", kicked.id()));
        call(0, "POST", court("bans"), admin, Map.of("user_id", banned.id()));

        // Then
        assertThat(kicked.awaitsClose()).isEqualTo(4003);
        assertThat(banned.awaitsClose()).isEqualTo(4004);
        assertThat(muted.awaitsType("notice").text("text")).contains("muted", "shouting");
        System.out.printf("RULINGS reach other instances within %d ms%n", (System.nanoTime() - began) / 1_000_000);
        muted.send("chat_message", Map.of("message_text", "but"));
        muted.awaitsError("muted");
        assertThat(banned.again().at(uri(1)).knock("court").awaitsClose()).isEqualTo(4004);
        kicked.again().at(uri(0)).join("court");
    }

    @Test
    void aLogoutEndsConnectionsAtOtherInstances() {
        // Given
        Map<String, String> who = Map.of("username", world.room("dee"), "password", PASSWORD);
        assertThat(call(0, "POST", "/accounts", null, who).status()).isEqualTo(201);
        String token = call(1, "POST", "/logins", null, who)
                .body()
                .path("access_token")
                .asText();
        ChatClient there = world.client(null)
                .at(uri(2))
                .header("Authorization", "Bearer " + token)
                .join("hall");

        // When
        Api.Answer answer = call(0, "DELETE", "/logins", token, null);

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(there.awaitsClose()).isEqualTo(4403);
        assertThat(call(1, "GET", "/accounts/me", token, null).status()).isEqualTo(401);
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
                                + new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                + "}")
                        .entries()
                        .forEach(entry -> told.add(entry.seq()));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
        try {
            String admin = logIn();
            call(0, "POST", "/rooms", admin, Map.of("room_name", world.room("court")));
            Map<String, String> hook =
                    Map.of("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in");
            assertThat(call(1, "POST", court("webhooks"), admin, hook).status()).isEqualTo(201);
            List<ChatClient> talkers = IntStream.range(0, INSTANCES)
                    .mapToObj(i -> guest("talker-" + i, i).join("court"))
                    .toList();

            // When
            for (int i = 0; i < TALK / 10; i++) {
                talkers.forEach(talker -> talker.say("news"));
            }

            // Then
            List<Long> seqs =
                    stored(world.room("court")).stream().map(Entry::seq).toList();
            ServerProcess.await("all is told", () -> told.size() >= seqs.size());
            assertThat(told).isEqualTo(seqs);
        } finally {
            receiver.stop(0);
        }
    }

    // ---- who is where ------------------------------------------------------------------------------------------

    private void assertOneOrder(String room, List<Guest> guests) {
        List<Entry> log = stored(room);
        guests.forEach(guest ->
                ServerProcess.await("all is heard", () -> guest.seen().getLast().equals(log.getLast())));
        StoredLog stored = StoredLog.read(cluster.store()).assertSound();
        assertThat(History.of(room, guests, stored).findings()).isEmpty();
        assertThat(guests).flatExtracting(Guest::grievances).isEmpty();
        assertThat(log.size()).isGreaterThan(TALK);
    }

    private static List<Entry> stored(String room) {
        return StoredLog.read(cluster.store()).room(room);
    }

    private static ServerProcess at(int instance) {
        return cluster.instance(instance);
    }

    private static URI uri(int instance) {
        return Api.uri(at(instance));
    }

    private ChatClient guest(String name, int instance) {
        return world.guest(name).at(uri(instance));
    }

    private static Predicate<Frame> says(String text) {
        return frame -> frame.says(text);
    }

    private static Predicate<Frame> of(ChatClient client) {
        return frame -> frame.text("username").equals(client.name());
    }

    private String court(String what) {
        return "/rooms/%s/%s".formatted(world.room("court"), what);
    }

    private static Api.Answer call(
            int instance,
            String method,
            String path,
            @org.jspecify.annotations.Nullable String token,
            @org.jspecify.annotations.Nullable Map<String, ?> body) {
        return Api.call(at(instance), method, path, token, body);
    }

    private Stream<String> presentNames(int instance) {
        return call(instance, "GET", "/rooms/%s/members".formatted(world.room("hall")), null, null)
                .body()
                .path("members")
                .valueStream()
                .map(member -> member.path("username").asText());
    }

    private List<String> present(int instance) {
        return presentNames(instance).toList();
    }

    private static String logIn() {
        Map<String, String> who = Map.of("username", "olena", "password", PASSWORD);
        ServerProcess.await(
                "the admin", () -> call(0, "POST", "/logins", null, who).status() == 201);
        return call(0, "POST", "/logins", null, who).body().path("access_token").asText();
    }
}
