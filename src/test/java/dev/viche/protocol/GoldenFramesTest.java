package dev.viche.protocol;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFramesTest {

    private static final String EPOCH = "b1f0c7de-5a3e-4c1c-9d55-0d7c3a2f9e10";
    private static final String MAX = "0192f0c1-2222-7000-8000-00000000000b";

    /** What the page means by each golden frame of a client. */
    private static final Map<String, ClientFrame> MEANT = Map.ofEntries(
            entry("join a room for the first time", join("garden", null, null, null, 50)),
            entry("join a room as the page does", join("garden", null, null, null, 50)),
            entry("join again as the same guest", join("garden", null, null, "rt-olena", 50)),
            entry("resume after the last entry seen", join("garden", 41L, EPOCH, "rt-olena", 50)),
            entry("resume with no entry seen yet", join("garden", 0L, EPOCH, "rt-olena", 0)),
            entry("open a direct conversation", join("@" + MAX, null, null, "rt-olena", 50)),
            entry("say something", new ClientFrame.ChatMessage("Привіт! 🌷", null, null)),
            entry("say something under an id", new ClientFrame.ChatMessage("Hello", "a1B2_c3-d4", null)),
            entry("say something in reply", new ClientFrame.ChatMessage("Yes, at ten.", "a1B2_c3-d5", 41L)),
            entry(
                    "say something over two lines",
                    new ClientFrame.ChatMessage("one\ntwo\t\"three\" \\ four", null, null)),
            entry("write privately by id", new ClientFrame.PrivateMessage(MAX, "Between us", "p-1")),
            entry("write privately by name", new ClientFrame.PrivateMessage("Max", "Between us", null)),
            entry("edit a message", new ClientFrame.EditMessage(41, "Hello again")),
            entry("delete a message", new ClientFrame.DeleteMessage(41)),
            entry("begin typing", new ClientFrame.Typing(true)),
            entry("stop typing", new ClientFrame.Typing(false)),
            entry("have read up to an entry", new ClientFrame.Read(42)),
            entry("ask for an older page", new ClientFrame.History(41, 50)),
            entry("ask for the largest page", new ClientFrame.History(1000, 200)),
            entry("leave", new ClientFrame.LeaveRoom()),
            entry("ping", new ClientFrame.Ping(null)),
            entry("ping with an id", new ClientFrame.Ping("7")));

    private final FrameCodec codec = new FrameCodec(1000);

    static Stream<Arguments> client() {
        return named("client", "frame");
    }

    static Stream<Arguments> server() {
        return named("server", "frame");
    }

    static Stream<Arguments> refused() {
        return GoldenFrames.of("refused").stream()
                .map(each -> Arguments.of(each.path("name").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("client")
    void theServerReadsWhatThePageMeans(String name, JsonNode frame) {
        assertThat(codec.decode(frame.toString())).isEqualTo(new Decoded.Ok(meant(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("server")
    void theServerWritesWhatThePageReads(String name, JsonNode frame) {
        // When
        byte[] written = FrameWriter.json(GoldenFrames.record(frame));

        // Then
        assertThat(AsyncApi.tree(written)).as(name).isEqualTo(frame);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void theServerRefusesWhatThePageMustNotSend(String name, JsonNode refused) {
        // When
        Decoded decoded = codec.decode(refused.path("text").asText());

        // Then
        ServerFrame.Rejection answer = ((Decoded.Refused) decoded).answer();
        assertThat(answer.refusal().code())
                .as(name)
                .isEqualTo(refused.path("code").asText());
        assertThat(answer.detail())
                .endsWith(".")
                .contains(refused.path("detail_contains").asText());
    }

    @Test
    void everyFrameOfAClientHasAGoldenOneAndEachIsMeantHere() {
        assertThat(types("client")).isEqualTo(records(ClientFrame.class));
        assertThat(MEANT.keySet()).containsExactlyInAnyOrderElementsOf(names("client"));
    }

    @Test
    void everyFrameOfTheServerHasAGoldenOne() {
        // Given
        Set<String> records = records(ServerFrame.class);
        records.remove("rejection");
        records.add("error");

        // Then
        assertThat(types("server")).isEqualTo(records);
    }

    private static ClientFrame meant(String name) {
        ClientFrame meant = MEANT.get(name);
        if (meant == null) {
            throw new AssertionError("what is meant by: " + name);
        }
        return meant;
    }

    private static ClientFrame join(
            String room, @Nullable Long since, @Nullable String epoch, @Nullable String token, int history) {
        return new ClientFrame.JoinRoom(
                Name.of("username", "Олена"), Name.of("room_name", room), since, epoch, token, history);
    }

    private static Stream<Arguments> named(String file, String what) {
        return GoldenFrames.of(file).stream()
                .map(each -> Arguments.of(each.path("name").asText(), each.path(what)));
    }

    private static List<String> names(String file) {
        return GoldenFrames.of(file).stream()
                .map(each -> each.path("name").asText())
                .toList();
    }

    private static Set<String> types(String file) {
        return GoldenFrames.of(file).stream()
                .map(each -> each.at("/frame/type").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> records(Class<?> sealed) {
        return Records.of(sealed).stream()
                .map(type -> Records.wireName(type.getSimpleName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
