package dev.viche.cluster;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.messages.Change;
import dev.viche.messages.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What instances of two releases tell each other while one is rolled out. The files are what release 0.1 writes: they are
 * never edited, and every later release must read them.
 */
class EnvelopeTest {

    private static final Path GOLDEN = Path.of("src/test/resources/bus/v1");
    private static final String SELF = "0a1b2c3d";
    private static final UUID MESSAGE = UUID.fromString("0192f0c1-7b5e-7c3a-9f10-1234567890ab");
    private static final Instant NOON = Instant.ofEpochMilli(1767225600000L);

    private static final Map<String, Envelope.News> NEWS = Map.of(
            "entries",
            new Envelope.Entries(
                    42,
                    List.of(
                            new Change.Posted(
                                    42,
                                    7,
                                    new Message(
                                            MESSAGE,
                                            ANA.userId(),
                                            "Ana",
                                            "good morning, \"garden\" 🌱",
                                            NOON.plusMillis(123),
                                            "m-1",
                                            3L,
                                            NOON.plusMillis(1000))),
                            new Change.Posted(
                                    42,
                                    8,
                                    new Message(
                                            MESSAGE, BO.userId(), "Bo", "hi", NOON.plusMillis(200), null, null, null)),
                            new Change.Edited(42, 9, 8, BO.userId(), "hello", NOON.plusMillis(300)),
                            new Change.Deleted(42, 10, 7, ANA.userId(), NOON.plusMillis(400)))),
            "typing",
            new Envelope.Typing(42, ANA, true),
            "read",
            new Envelope.Read(42, ANA, 9),
            "look",
            new Envelope.Look(),
            "direct",
            new Envelope.Direct(List.of(ANA.userId(), BO.userId())),
            "echo",
            new Envelope.Echo(17));

    static Stream<String> kinds() {
        return NEWS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatTheFirstReleaseWroteIsRead(String kind) throws IOException {
        assertThat(EnvelopeCodec.read(golden(kind))).isEqualTo(new Envelope.Legible(new Envelope(SELF, news(kind))));
    }

    /** May change in a later release, as long as the one before reads it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsWrittenIsWhatTheFirstReleaseWrote(String kind) throws IOException {
        assertThat(EnvelopeCodec.write(new Envelope(SELF, news(kind))))
                .asString()
                .isEqualTo(text(golden(kind)));
    }

    @Test
    void everyKindOfNewsHasAGoldenFile() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            NEWS.keySet().stream().map(kind -> kind + ".json").toList());
        }
        assertThat(NEWS.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .hasSize(Envelope.News.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMemberNobodyKnowsIsIgnored(String kind) throws IOException {
        // Given
        String later = text(golden(kind)).replace("{\"v\":1,", "{\"v\":1,\"later\":{\"a\":[1,null]},");

        // When
        Envelope.Opened opened = EnvelopeCodec.read(later.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(opened).isEqualTo(new Envelope.Legible(new Envelope(SELF, news(kind))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2}",
                "{\"v\":2,\"from\":\"x\",\"news\":\"look\"}",
                "{\"v\":1,\"from\":\"x\",\"news\":\"reaction\",\"room\":1}",
                "{\"v\":1,\"from\":\"x\",\"news\":\"entries\",\"room\":1,\"entries\":[{\"kind\":\"pinned\",\"seq\":1,"
                        + "\"user_id\":\"00000000-0000-4000-8000-00000000000a\"}]}"
            })
    void whatALaterReleaseMeansIsSkipped(String json) {
        assertThat(EnvelopeCodec.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Envelope.Newer.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"v\":1}",
                "{\"v\":\"1\",\"from\":\"x\",\"news\":\"look\"}",
                "{\"v\":1,\"from\":7,\"news\":\"look\"}",
                "{\"v\":1,\"from\":\"x\",\"news\":\"direct\",\"pair\":[\"ana\"]}",
                "{\"v\":1,\"from\":\"x\",\"news\":\"read\",\"room\":1e99,\"user_id\":\"x\",\"username\":\"x\"}",
                "{\"v\":1,\"from\":\"x\",\"news\":\"entries\",\"room\":1,\"entries\":[null]}"
            })
    void whatIsNoEnvelopeIsToldApart(String json) {
        assertThat(EnvelopeCodec.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Envelope.Garbled.class);
    }

    private static Envelope.News news(String kind) {
        return Objects.requireNonNull(NEWS.get(kind));
    }

    private static byte[] golden(String kind) throws IOException {
        return Files.readAllBytes(GOLDEN.resolve(kind + ".json"));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
