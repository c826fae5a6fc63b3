package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.protocol.Records.Fill;
import dev.viche.support.JsonSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server sends is what the document says it sends: each frame is encoded and compared member by member. */
class AsyncApiServerFramesTest {

    private static final AsyncApi DOCUMENT = AsyncApi.read();

    static List<Class<?>> records() {
        return Records.of(ServerFrame.class);
    }

    @Test
    void everyFrameIsDescribedAndNoOther() {
        // When
        Set<String> types = records().stream()
                .map(type -> type(encoded(type, Fill.ALL)))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(types).hasSameSizeAs(records()).isEqualTo(DOCUMENT.types("server"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aFrameWithEverythingHasEveryMemberAndNoOther(Class<?> type) {
        // When
        JsonNode frame = encoded(type, Fill.ALL);

        // Then
        JsonNode schema = DOCUMENT.frame("server", type(frame));
        assertThat(JsonSchema.faults(DOCUMENT.document(), schema, frame)).isEmpty();
        assertThat(JsonSchema.absent(DOCUMENT.document(), schema, frame)).isEmpty();
        assertThat(AsyncApi.names(frame.path("payload")))
                .isEqualTo(DOCUMENT.members("server", type(frame)).keySet());
    }

    @ParameterizedTest
    @MethodSource("records")
    void aFrameWithNothingMoreThanItNeedsHasTheRequiredMembers(Class<?> type) {
        // When
        JsonNode frame = encoded(type, Fill.BARE);

        // Then
        assertThat(JsonSchema.faults(DOCUMENT.document(), DOCUMENT.frame("server", type(frame)), frame))
                .isEmpty();
        assertThat(AsyncApi.names(frame.path("payload"))).isEqualTo(DOCUMENT.required("server", type(frame)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatMayBeNullIsNotRequiredAndTheRestIsUnlessItHasADefault(Class<?> type) {
        // Given
        String wireType = type(encoded(type, Fill.ALL));

        // When
        Set<String> required = components(type)
                .filter(component -> !Records.isNullable(component))
                .flatMap(AsyncApiServerFramesTest::members)
                .filter(member -> !DOCUMENT.member("server", wireType, member).has("default"))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(required).isEqualTo(DOCUMENT.required("server", wireType));
    }

    @ParameterizedTest
    @EnumSource(ServerFrame.NoticeKind.class)
    void everyKindOfNoticeIsDescribed(ServerFrame.NoticeKind kind) {
        // Given
        ServerFrame.Notice sample = Records.sample(ServerFrame.Notice.class, Fill.ALL);

        // When
        JsonNode frame = AsyncApi.tree(FrameWriter.json(new ServerFrame.Notice(
                kind, sample.text(), sample.at(), sample.activeConnections(), sample.serverTime())));

        // Then
        assertThat(JsonSchema.faults(DOCUMENT.document(), DOCUMENT.frame("server", "notice"), frame))
                .isEmpty();
        assertThat(DOCUMENT.member("server", "notice", "kind").path("enum"))
                .hasSize(ServerFrame.NoticeKind.values().length);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalIsDescribedWithItsRetry(Refusal refusal) {
        // When
        JsonNode frame = AsyncApi.tree(FrameWriter.json(new ServerFrame.Rejection(refusal, "Do this.", null)));

        // Then
        JsonNode payload = frame.path("payload");
        assertThat(JsonSchema.faults(DOCUMENT.document(), DOCUMENT.frame("server", "error"), frame))
                .isEmpty();
        assertThat(DOCUMENT.document()
                        .at("/components/schemas/error_code/oneOf")
                        .valueStream()
                        .filter(code -> code.path("const").equals(payload.path("code")))
                        .map(code -> code.path("x-retry").booleanValue()))
                .containsExactly(payload.path("retry").booleanValue());
    }

    @Test
    void noErrorIsDescribedThatThereIsNot() {
        assertThat(DOCUMENT.document().at("/components/schemas/error_code/oneOf"))
                .hasSize(Refusal.values().length);
    }

    private static JsonNode encoded(Class<?> type, Fill fill) {
        return AsyncApi.tree(FrameWriter.json((ServerFrame) Records.sample(type, fill)));
    }

    private static String type(JsonNode frame) {
        return frame.path("type").asText();
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                // A private message is a chat message with more: its members stand beside the others.
                .flatMap(component -> component.getType() == ServerFrame.ChatMessage.class
                        ? components(component.getType())
                        : Stream.of(component));
    }

    private static Stream<String> members(RecordComponent component) {
        return component.getType() == Refusal.class
                ? Stream.of("code", "retry")
                : Stream.of(Records.wireName(component.getName()));
    }
}
