package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Whatever a client sends, the answer is a frame or a refusal that says what to do. */
class FrameCodecPropertyTest {

    private static final int LIMIT = 1000;
    private static final FrameCodec CODEC = new FrameCodec(LIMIT);
    private static final AsyncApi DOCUMENT = AsyncApi.read();
    private static final List<JsonNode> GOLDEN =
            GoldenFrames.of("client").stream().map(each -> each.path("frame")).toList();

    @Property
    void anyTextIsReadOrRefused(@ForAll("units") String text) {
        answered(text);
    }

    @Property
    void anyTextInBracesIsReadOrRefused(@ForAll("units") String text) {
        answered("{" + text + "}");
    }

    @Property(tries = 5000)
    void aGoodFrameWithAFewCharactersChangedIsReadOrRefused(
            @ForAll("frames") String frame, @ForAll("changes") List<Change> changes) {
        // Given
        StringBuilder changed = new StringBuilder(frame);
        for (Change change : changes) {
            int at = Math.floorMod(change.at(), changed.length());
            changed.replace(at, Math.min(changed.length(), at + change.cut()), change.paste());
            if (changed.isEmpty()) {
                changed.append('{');
            }
        }

        // Then
        answered(changed.toString());
        Statistics.coverage(coverage -> {
            coverage.check("Ok").count(count -> count > 50);
            coverage.check("Refused").count(count -> count > 500);
        });
    }

    @Property
    void aMessageArrivesAsItWasSent(@ForAll("texts") String text) {
        // When
        Decoded decoded = CODEC.decode(chat(text));

        // Then
        assertThat(decoded).isEqualTo(new Decoded.Ok(new ClientFrame.ChatMessage(text, null, null)));
    }

    @Property
    void aTextIsMeasuredInCodePoints(
            @ForAll("letters") String letters, @ForAll @IntRange(min = 1, max = 1010) int length) {
        // Given
        StringBuilder text = new StringBuilder();
        int[] from = letters.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(from[i % from.length]);
        }

        // When
        Decoded decoded = CODEC.decode(chat(text.toString()));

        // Then
        assertThat(decoded instanceof Decoded.Ok).isEqualTo(length <= LIMIT);
        if (decoded instanceof Decoded.Refused refused) {
            assertThat(refused.answer().refusal()).isEqualTo(Refusal.TOO_LONG);
            assertThat(refused.answer().detail()).contains(length + " characters");
        }
    }

    @Property
    void aMemberThatIsNotKnownIsNamed(
            @ForAll("frameTrees") JsonNode frame, @ForAll("memberNames") String name, @ForAll boolean inPayload) {
        // Given
        ObjectNode whole = frame.deepCopy();
        ObjectNode part = inPayload ? (ObjectNode) whole.path("payload") : whole;
        Assume.that(!Set.of("type", "payload").contains(name) || inPayload);
        Assume.that(!DOCUMENT.members("client", frame.path("type").asText())
                .keySet()
                .contains(name));
        part.put(name, 1);

        // When
        Decoded decoded = CODEC.decode(whole.toString());

        // Then
        ServerFrame.Rejection refused = ((Decoded.Refused) decoded).answer();
        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_FRAME);
        assertThat(refused.detail()).contains('"' + name + '"');
    }

    private static void answered(String text) {
        Decoded decoded = CODEC.decode(text);
        Statistics.collect(decoded.getClass().getSimpleName());
        if (decoded instanceof Decoded.Refused refused) {
            assertThat(refused.answer().detail()).isNotBlank().endsWith(".");
            JsonNode sent = AsyncApi.tree(FrameWriter.json(refused.answer()));
            assertThat(sent.at("/payload/detail").asText())
                    .isEqualTo(refused.answer().detail());
        }
    }

    private static String chat(String text) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode().put("type", "chat_message");
        frame.putObject("payload").put("message_text", text);
        return frame.toString();
    }

    /** A stretch cut out, and something else put there. */
    record Change(int at, int cut, String paste) {}

    /** UTF-16 units of any kind, halves of pairs and control characters among them. */
    @Provide
    Arbitrary<String> units() {
        return Arbitraries.chars().all().list().ofMaxSize(60).map(chars -> {
            StringBuilder text = new StringBuilder();
            chars.forEach(text::append);
            return text.toString();
        });
    }

    /** What may be said: control characters, right-to-left, emoji, marks, anything but NUL and halves of pairs. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().all(),
                        Arbitraries.strings().withCharRange('\u0001', '\u001F').withChars("\"\\/'<>&\u007F\u2028"),
                        Arbitraries.strings().withCharRange('\u0590', '\u06FF').withChars("\u200F\u202E\u2066"),
                        Arbitraries.of("👩‍👩‍👧‍👦", "🇺🇦", "e\u0301", "\uFEFF", "שלום", "1\u20E3")
                                .list()
                                .map(each -> String.join("", each)))
                .filter(text -> !text.isBlank()
                        && text.codePointCount(0, text.length()) <= LIMIT
                        && text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE));
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.of("a", "я", "€", "漢", "🌷", "👩", "𝄞")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(each -> String.join("", each));
    }

    @Provide
    Arbitrary<String> frames() {
        return frameTrees().map(JsonNode::toString);
    }

    @Provide
    Arbitrary<JsonNode> frameTrees() {
        return Arbitraries.of(GOLDEN);
    }

    @Provide
    Arbitrary<String> memberNames() {
        return Arbitraries.of("a", "Z", "7", "_", "-", ".", " ", "я", "漢", "🌷")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(each -> String.join("", each));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> pastes = Arbitraries.of(
                "",
                "{",
                "}",
                "[",
                "]",
                "\"",
                "\\",
                ":",
                ",",
                "null",
                "-1",
                "1e9",
                "\\ud800",
                "\u0000",
                "9007199254740992",
                "true",
                " ");
        return Combinators.combine(
                        Arbitraries.integers(), Arbitraries.integers().between(0, 3), pastes)
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
