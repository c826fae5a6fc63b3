package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.viche.support.Answers;
import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A webhook is told of all that is said in its room, in order, and keeps nobody waiting. */
@QuarkusTest
class WebhookTest {

    @RegisterExtension
    final World world = new World();

    private record Call(String timestamp, String signature, String body) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    private final Answers<Call> calls = new Answers<>();
    private final AtomicInteger failing = new AtomicInteger();
    private HttpServer receiver;

    @BeforeEach
    void aReceiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            calls.accept(new Call(
                    exchange.getRequestHeaders().getFirst("X-Viche-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Viche-Signature"),
                    body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private Response made(Hall hall) {
        Response answer = hall.owner()
                .call()
                .body(Map.of("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/in"))
                .post("/api/v1/rooms/{room}/webhooks", hall.room());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer;
    }

    private List<String> textsOf(int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            calls.next()
                    .json()
                    .path("entries")
                    .forEach(entry ->
                            texts.add(entry.path("payload").path("message_text").asText()));
        }
        return texts;
    }

    @Test
    void itIsToldOfAllThatIsSaidInOrderAndSigned() throws Exception {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        ChatClient bo = world.guest("bo").join("hall");
        bo.say("before");
        String secret = made(hall).path("secret");

        // When
        bo.say("one");
        Call first = calls.next();
        bo.say("two");
        bo.say("three");

        // Then
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] code = mac.doFinal((first.timestamp() + "." + first.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(first.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(code));
        assertThat(first.json().path("room_name").asText()).isEqualTo(hall.room());
        JsonNode entry = first.json().path("entries").path(0);
        assertThat(entry.path("type").asText()).isEqualTo("chat_message");
        assertThat(entry.path("payload").path("message_text").asText()).isEqualTo("one");
        assertThat(textsOf(2)).containsExactly("two", "three");
    }

    @Test
    void whatItDidNotTakeIsToldAgainAndNobodyWaitsMeanwhile() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Response made = made(hall);
        failing.set(2);
        ChatClient bo = world.guest("bo").join("hall");

        // When
        bo.say("one");
        await().until(() -> failing.get() < 2);
        bo.say("two");

        // Then
        assertThat(textsOf(2)).containsExactly("one", "two");
        await().untilAsserted(() -> {
            Response list = hall.owner().call().get("/api/v1/rooms/{room}/webhooks", hall.room());
            assertThat(list.<Integer>path("webhooks[0].failures")).isZero();
            assertThat(list.<Integer>path("webhooks[0].delivered_seq")).isEqualTo(2);
            assertThat(list.asString()).doesNotContain(made.<String>path("secret"));
        });
    }

    @Test
    void oneThatIsTakenOutIsToldNoMore() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        int id = made(hall).path("id");
        int other = made(hall).path("id");
        ChatClient bo = world.guest("bo").join("hall");
        bo.say("one");
        assertThat(textsOf(2)).containsExactly("one", "one");

        // When
        hall.owner().call().delete("/api/v1/rooms/{room}/webhooks/{id}", hall.room(), id);
        bo.say("two");

        // Then
        assertThat(textsOf(1)).containsExactly("two");
        await().until(() -> hall.owner()
                        .call()
                        .get("/api/v1/rooms/{room}/webhooks", hall.room())
                        .<Integer>path("webhooks.find { it.id == " + other + " }.delivered_seq")
                == 2);
        assertThat(calls.rest()).isEmpty();
    }

    @Test
    void onlyOwnersMakeThemAndOnlyForTheWeb() {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        Member mod = hall.appoint(world.member("mo"), "moderator");

        // Then
        Problems.assertProblem(
                mod.call().body(Map.of("url", "http://192.0.2.1/")).post("/api/v1/rooms/{room}/webhooks", hall.room()),
                403,
                "forbidden",
                false);
        for (String url : List.of("file:///etc/passwd", "ftp://x/", "no url", "http:///x", "http://u:p@192.0.2.1/")) {
            Problems.assertProblem(
                    hall.owner().call().body(Map.of("url", url)).post("/api/v1/rooms/{room}/webhooks", hall.room()),
                    400,
                    "invalid_frame",
                    false);
        }
    }
}
