package dev.viche.contract;

import static dev.viche.support.RawSocket.BINARY;
import static dev.viche.support.RawSocket.CLOSE;
import static dev.viche.support.RawSocket.CONTINUATION;
import static dev.viche.support.RawSocket.PING;
import static dev.viche.support.RawSocket.PONG;
import static dev.viche.support.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.RawSocket;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a connection ends it with a code that says why, and ends nobody else's. */
@QuarkusTest
class CloseTest {

    private static final int LIMIT = 64 * 1024;
    private static final int FINAL = 0x80;
    private static final int RESERVED_1 = 0x40;
    private static final int RESERVED_3 = 0x10;
    private static final byte[] TREE = "🌳".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final World world = new World();

    static Stream<Arguments> violations() {
        return Stream.of(
                violation(1003, "a binary frame", s -> s.frame(BINARY, true, (byte) 1)),
                violation(1003, "a binary frame in pieces", s -> s.frame(BINARY, false, (byte) 1)),
                violation(1007, "bytes that are not UTF-8", s -> s.frame(TEXT, true, (byte) 'a', (byte) 0xff)),
                violation(1007, "an overlong encoding", s -> s.frame(TEXT, true, (byte) 0xc0, (byte) 0xaf)),
                violation(
                        1007, "half a surrogate pair", s -> s.frame(TEXT, true, (byte) 0xed, (byte) 0xa0, (byte) 0x80)),
                violation(1007, "a character cut off by the end", s -> s.frame(TEXT, true, first(3, TREE))),
                violation(
                        1007,
                        "a character broken across two pieces",
                        s -> s.frame(TEXT, false, first(2, TREE)).frame(CONTINUATION, true, (byte) 'x')),
                violation(1009, "one frame over the limit", s -> s.frame(TEXT, true, new byte[LIMIT + 1])),
                violation(
                        1009,
                        "pieces that together are over the limit",
                        s -> s.frame(TEXT, false, letters(LIMIT)).frame(CONTINUATION, true, letters(1))),
                violation(
                        1009,
                        "a header that claims ten million bytes",
                        s -> s.write(RawSocket.header(FINAL | TEXT, 10_000_000).array())),
                violation(
                        1002,
                        "an unmasked frame",
                        s -> s.write((byte) (FINAL | TEXT), (byte) 2, (byte) 'h', (byte) 'i')),
                violation(
                        1002, "reserved bit 1", s -> s.write(RawSocket.encoded(FINAL | RESERVED_1 | TEXT, letters(2)))),
                violation(
                        1002, "reserved bit 3", s -> s.write(RawSocket.encoded(FINAL | RESERVED_3 | TEXT, letters(2)))),
                violation(1002, "a reserved kind of data frame", s -> s.frame(3, true, letters(2))),
                violation(1002, "a reserved kind of control frame", s -> s.frame(11, true)),
                violation(1002, "a continuation of nothing", s -> s.frame(CONTINUATION, true, letters(2))),
                violation(
                        1002,
                        "a text inside a text",
                        s -> s.frame(TEXT, false, letters(2)).frame(TEXT, true, letters(2))),
                violation(1002, "a ping in pieces", s -> s.frame(PING, false)),
                violation(1002, "a ping of 126 bytes", s -> s.frame(PING, true, letters(126))));
    }

    private static Arguments violation(int code, String name, Consumer<RawSocket> act) {
        return Arguments.of(code, name, act);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("violations")
    void aViolationEndsTheConnectionWithItsCodeAndNobodyElses(int code, String name, Consumer<RawSocket> act) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        RawSocket rude = world.raw().open(world.path("garden"));
        rude.awaits("user_joined");

        // When
        act.accept(rude);

        // Then
        assertThat(rude.awaitsClose()).isEqualTo(code);
        ana.say("still here");
        bo.awaits("still here");
    }

    @Test
    void aClientThatLeavesIsClosedWith1000() {
        // Given
        RawSocket client = world.raw().open(world.path("garden"));
        client.awaits("user_joined");

        // When
        client.say("{\"type\":\"leave_room\",\"payload\":{}}");

        // Then
        assertThat(client.awaitsClose()).isEqualTo(1000);
        client.awaitsEnd();
    }

    @Test
    void aClientThatSaysGoodbyeIsAnsweredInKind() {
        // Given
        RawSocket client = world.raw().open(world.path("garden"));
        client.awaits("user_joined");

        // When
        client.frame(CLOSE, true, (byte) (1000 >> 8), (byte) 1000);

        // Then
        assertThat(client.awaitsClose()).isEqualTo(1000);
        client.awaitsEnd();
    }

    @Test
    void aFrameOfJustTheLimitIsRead() {
        // Given
        RawSocket client = world.raw().open(world.path("garden"));
        client.awaits("user_joined");

        // When
        client.frame(TEXT, true, letters(LIMIT));

        // Then
        assertThat(client.awaits("error").text("code")).isEqualTo("too_long");
        client.say("and the next one").awaits("chat_message");
    }

    @Test
    void aMessageInPiecesWithAPingBetweenThemIsOneMessage() {
        // Given
        RawSocket client = world.raw().open(world.path("garden"));
        client.awaits("user_joined");

        // When
        client.frame(TEXT, false, first(2, TREE))
                .frame(PING, true, (byte) 7)
                .frame(CONTINUATION, false)
                .frame(CONTINUATION, true, Arrays.copyOfRange(TREE, 2, TREE.length));

        // Then
        RawSocket.Received pong = client.read();
        assertThat(pong.opcode()).isEqualTo(PONG);
        assertThat(pong.payload()).containsExactly(7);
        assertThat(client.awaits("chat_message").text("message_text")).isEqualTo("🌳");
    }

    @Test
    void aPongNobodyAskedForIsPassedOver() {
        // Given
        RawSocket client = world.raw().open(world.path("garden"));
        client.awaits("user_joined");

        // When
        client.frame(PONG, true, letters(125));

        // Then
        client.say("still here").awaits("chat_message");
    }

    @Test
    void whatComesAfterAViolationIsNotSaid() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        RawSocket rude = world.raw().open(world.path("garden"));
        rude.awaits("user_joined");

        // When
        rude.frame(BINARY, true, (byte) 1).say("too late");

        // Then
        assertThat(rude.awaitsClose()).isEqualTo(1003);
        assertThat(ana.say("a marker").seq()).isOne();
    }

    @Test
    void bytesThatAreNoFramesEndNothingElse() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        RawSocket rude = world.raw().open(world.path("garden"));
        rude.awaits("user_joined");

        // When
        rude.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        // Then
        assertThat(rude.awaitsClose()).isEqualTo(1002);
        ana.say("still here");
    }

    private static byte[] letters(int count) {
        return "x".repeat(count).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] first(int count, byte... bytes) {
        return Arrays.copyOf(bytes, count);
    }
}
