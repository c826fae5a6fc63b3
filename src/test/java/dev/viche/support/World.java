package dev.viche.support;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One test's people and rooms on the server under test. Every test has its own: "ana" and "garden" of one test are
 * nobody and nowhere in another. All connections end with the test.
 */
public final class World implements BeforeEachCallback, AfterEachCallback {

    /**
     * Tags what one process counts for itself or is asked itself, and what nginx does not pass on: behind an nginx with three
     * instances the answers are others.
     */
    public static final String ONE_PROCESS = "one-process";

    private static final AtomicInteger WORLDS = new AtomicInteger();

    private final int number = WORLDS.incrementAndGet();
    private final List<ChatClient> clients = new CopyOnWriteArrayList<>();
    private final List<RawSocket> sockets = new CopyOnWriteArrayList<>();

    /** Someone of that name, not connected yet. */
    public ChatClient guest(String name) {
        return client(name + "-" + number);
    }

    /** Someone of that name with an account, logged in. */
    public Member member(String name) {
        return Member.registered(name + "-" + number).logIn();
    }

    /** An admin of that name, logged in. */
    public Member admin(String name) {
        Member member = member(name);
        log().makeAdmin(member.id());
        return member;
    }

    /** A connection with the access token of that login, not open yet. */
    public ChatClient as(Member member) {
        return client(null).header("Authorization", "Bearer " + member.access());
    }

    /** Someone with a name that is not this test's own; with none, the server gives one. */
    public ChatClient client(@Nullable String name) {
        ChatClient client = new ChatClient(this, name);
        clients.add(client);
        return client;
    }

    /** A bare socket, not connected yet. */
    public RawSocket raw() {
        RawSocket socket = new RawSocket(server());
        sockets.add(socket);
        return socket;
    }

    /** The room's name on the wire. Direct conversations have their names from their people. */
    public String room(String name) {
        return name.startsWith("@") ? name : name + "-" + number;
    }

    /** The room's path on the wire. */
    public String path(String room) {
        return "/ws/" + encode(room(room));
    }

    /** The database. */
    public LogFile log() {
        return new LogFile(ServerUnderTest.store());
    }

    /** Asserts that now, or of several instances once the news of it has reached them. */
    public void assertKnown(Runnable assertion) {
        if (ServerUnderTest.isClustered()) {
            Awaitility.await().untilAsserted(assertion::run);
        } else {
            assertion.run();
        }
    }

    /** Where the server under test keeps what must not be lost. */
    public Path dataDirectory() {
        return ServerUnderTest.data();
    }

    /** Where the server under test is. */
    public static URI server() {
        return ServerUnderTest.url();
    }

    static URI socket(URI server, String pathAndQuery) {
        return URI.create("ws://%s:%d%s".formatted(server.getHost(), server.getPort(), pathAndQuery));
    }

    /** Percent-encoded UTF-8, as a part of a path and in a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String query(Map<String, ?> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encode(String.valueOf(each.getValue())))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    /** REST calls go where the sockets go. */
    @Override
    public void beforeEach(ExtensionContext context) {
        RestAssured.baseURI = "http://" + server().getHost();
        RestAssured.port = server().getPort();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end();
    }

    /** Ends all connections. */
    public void end() {
        clients.forEach(ChatClient::drop);
        sockets.forEach(RawSocket::close);
    }
}
