package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.viche.support.JsonSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may send is what the document says: frames are built from the document alone and read by the codec. */
class AsyncApiClientFramesTest {

    private static final AsyncApi DOCUMENT = AsyncApi.read();
    private static final FrameCodec CODEC = new FrameCodec(1000);
    private static final Map<String, String> OTHER_NAMES = Map.of("text", "message_text");

    static List<Class<?>> records() {
        return Records.of(ClientFrame.class);
    }

    static Stream<Arguments> membersOfAll() {
        return records().stream()
                .flatMap(type -> DOCUMENT.members("client", wireType(type)).keySet().stream()
                        .map(member -> Arguments.of(wireType(type), member)));
    }

    @Test
    void everyFrameIsDescribedAndNoOther() {
        // When
        List<String> types =
                records().stream().map(AsyncApiClientFramesTest::wireType).toList();

        // Then
        assertThat(types).isNotEmpty().containsExactlyInAnyOrderElementsOf(DOCUMENT.types("client"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyMemberReachesTheRecord(Class<?> type) throws ReflectiveOperationException {
        // Given
        ObjectNode payload = everything(wireType(type));

        // When
        ClientFrame frame = accepted(wireType(type), payload);

        // Then
        assertThat(frame).isInstanceOf(type);
        Set<String> members = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Object value = component.getAccessor().invoke(frame);
            assertThat(shown(value)).isEqualTo(payload.path(wireName(component)).asText());
            members.add(wireName(component));
        }
        assertThat(members).isEqualTo(AsyncApi.names(payload));
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatMayBeNullIsNotRequiredAndTheRestIsUnlessItHasADefault(Class<?> type) {
        // When
        Set<String> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> !Records.isNullable(component))
                .map(AsyncApiClientFramesTest::wireName)
                .filter(member ->
                        !DOCUMENT.member("client", wireType(type), member).has("default"))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(required).isEqualTo(DOCUMENT.required("client", wireType(type)));
    }

    @ParameterizedTest
    @MethodSource("membersOfAll")
    void whatIsRequiredIsMissedAndTheRestIsNot(String type, String member) {
        // Given
        ObjectNode payload = everything(type);
        payload.remove(member);

        // When
        Decoded decoded = decoded(type, payload);

        // Then
        if (DOCUMENT.required("client", type).contains(member)) {
            assertThat(refused(decoded).refusal()).isEqualTo(Refusal.INVALID_FRAME);
            assertThat(refused(decoded).detail()).contains(member);
        } else {
            assertThat(decoded).isInstanceOf(Decoded.Ok.class);
        }
    }

    @ParameterizedTest
    @MethodSource("membersOfAll")
    void theLimitsAreThoseOfTheDocumentAndNotOneMore(String type, String member) {
        JsonNode schema = DOCUMENT.resolved(DOCUMENT.member("client", type, member));
        for (JsonNode within : Edges.within(schema)) {
            // When
            Decoded decoded = decoded(type, everything(type).set(member, within));

            // Then
            assertThat(decoded).as("%s = %s", member, within).isInstanceOf(Decoded.Ok.class);
        }
        for (JsonNode beyond : Edges.beyond(schema)) {
            // When
            Decoded decoded = decoded(type, everything(type).set(member, beyond));

            // Then
            assertThat(refused(decoded).detail()).as("%s = %s", member, beyond).contains(member);
        }
    }

    @Test
    void aJoinNeedsNoName() {
        // Given
        ObjectNode payload = everything("join_room");
        payload.remove("username");
        payload.remove("resume_token");

        // When
        Decoded decoded = decoded("join_room", payload);

        // Then
        assertThat(decoded).isInstanceOf(Decoded.Ok.class);
        assertThat(JsonSchema.faults(DOCUMENT.document(), DOCUMENT.payload("client", "join_room"), payload))
                .isEmpty();
    }

    @Test
    void whatIsLeftOutHasTheDefaultOfTheDocument() {
        // Given
        ObjectNode payload = everything("join_room");
        JsonNode documented = DOCUMENT.member("client", "join_room", "history").path("default");

        // When
        ClientFrame frame = accepted("join_room", payload.without("history"));

        // Then
        assertThat(((ClientFrame.JoinRoom) frame).history()).isEqualTo(documented.intValue());
    }

    private static ObjectNode everything(String type) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        DOCUMENT.members("client", type)
                .forEach((member, schema) -> payload.set(member, Edges.ordinary(DOCUMENT.resolved(schema))));
        assertThat(JsonSchema.faults(DOCUMENT.document(), DOCUMENT.payload("client", type), payload))
                .isEmpty();
        return payload;
    }

    private static Decoded decoded(String type, JsonNode payload) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode().put("type", type);
        return CODEC.decode(frame.set("payload", payload).toString());
    }

    private static ClientFrame accepted(String type, JsonNode payload) {
        return ((Decoded.Ok) decoded(type, payload)).frame();
    }

    private static ServerFrame.Rejection refused(Decoded decoded) {
        return ((Decoded.Refused) decoded).answer();
    }

    private static String wireType(Class<?> type) {
        return Records.wireName(type.getSimpleName());
    }

    private static String wireName(RecordComponent component) {
        return OTHER_NAMES.getOrDefault(component.getName(), Records.wireName(component.getName()));
    }

    private static String shown(Object value) {
        return value instanceof Name name ? name.value() : String.valueOf(value);
    }
}
