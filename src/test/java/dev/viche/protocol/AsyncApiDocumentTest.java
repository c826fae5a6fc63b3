package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.JsonSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document holds together, and says what its enums say. */
class AsyncApiDocumentTest {

    private static final AsyncApi DOCUMENT = AsyncApi.read();
    private static final FrameCodec CODEC = new FrameCodec(1000);

    static Stream<Arguments> examples() {
        return Stream.of("client", "server")
                .flatMap(side -> DOCUMENT.types(side).stream()
                        .flatMap(type -> DOCUMENT.message(side, type)
                                .path("examples")
                                .valueStream()
                                .map(example -> Arguments.of(side, type, example.path("payload")))));
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsReferredTo() {
        // When
        Set<String> references = references();

        // Then
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.document().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(references)
                .containsAll(
                        prefixed("#/components/schemas/", DOCUMENT.document().at("/components/schemas")))
                .containsAll(
                        prefixed("#/components/messages/", DOCUMENT.document().at("/components/messages")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"room", "lobby"})
    void everyFrameGoesOverBothChannelsInItsOwnDirection(String channel) {
        // Given
        Set<String> messages = AsyncApi.names(DOCUMENT.document().at("/components/messages"));

        // Then
        assertThat(AsyncApi.names(DOCUMENT.document().at("/channels/%s/messages".formatted(channel))))
                .isEqualTo(messages);
        assertThat(operation(channel, "receive")).isEqualTo(ofSide(messages, "client."));
        assertThat(operation(channel, "send")).isEqualTo(ofSide(messages, "server."));
    }

    @Test
    void theChannelsAreTheTwoEndpoints() {
        assertThat(DOCUMENT.document()
                        .at("/channels")
                        .valueStream()
                        .map(channel -> channel.path("address").asText()))
                .containsExactlyInAnyOrder("/ws/{room}", "/ws");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAFrameOfItsType(String side, String type, JsonNode example) {
        assertThat(JsonSchema.faults(DOCUMENT.document(), DOCUMENT.frame(side, type), example))
                .isEmpty();
        if (side.equals("client")) {
            assertThat(CODEC.decode(example.toString())).isInstanceOf(Decoded.Ok.class);
        }
    }

    @Test
    void everyFrameHasAnExampleAndIsExplained() {
        assertThat(DOCUMENT.document().at("/components/messages").properties()).allSatisfy(message -> {
            assertThat(message.getValue().path("examples")).isNotEmpty();
            assertThat(message.getValue().path("title").asText()).isNotBlank();
            assertThat("client." + message.getValue().path("name").asText() + "server."
                            + message.getValue().path("name").asText())
                    .contains(message.getKey());
        });
    }

    @Test
    void everyMemberIsExplained() {
        for (String side : List.of("client", "server")) {
            for (String type : DOCUMENT.types(side)) {
                DOCUMENT.members(side, type)
                        .forEach((member, schema) -> assertThat(schema.has("description")
                                        || DOCUMENT.resolved(schema).has("description"))
                                .as("%s.%s.%s", side, type, member)
                                .isTrue());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void everyCloseIsDescribedWithItsReasonAndWhatAClientDoes(Closing closing) {
        // When
        List<JsonNode> described = DOCUMENT.document()
                .path("x-close-codes")
                .valueStream()
                .filter(close -> close.path("code").asInt() == closing.code())
                .toList();

        // Then
        assertThat(described).singleElement().satisfies(close -> {
            assertThat(close.path("reason").asText()).isEqualTo(closing.reason());
            assertThat(close.path("client").asText()).isEqualTo(inWords(closing.client()));
            assertThat(close.path("description").asText()).isNotBlank();
        });
    }

    @Test
    void noCloseIsDescribedThatThereIsNot() {
        assertThat(DOCUMENT.document().path("x-close-codes")).hasSize(Closing.values().length);
    }

    private static String inWords(Closing.Client client) {
        return switch (client) {
            case STAYS_AWAY -> "stays away";
            case RECONNECTS -> "reconnects at once and resumes";
            case BACKS_OFF -> "reconnects with back-off";
            case RENEWS -> "gets a new token and reconnects";
            case WAITS_A_MINUTE -> "reconnects after a minute";
        };
    }

    private static Set<String> references() {
        return DOCUMENT.document().findValues("$ref").stream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> prefixed(String prefix, JsonNode object) {
        return AsyncApi.names(object).stream().map(name -> prefix + name).toList();
    }

    private static Set<String> operation(String channel, String action) {
        JsonNode operation = DOCUMENT.document().path("operations").path(channel + "." + action);
        assertThat(operation.path("action").asText()).isEqualTo(action);
        String prefix = "#/channels/%s/messages/".formatted(channel);
        return operation
                .path("messages")
                .valueStream()
                .map(message -> message.path("$ref").asText())
                .peek(reference -> assertThat(reference).startsWith(prefix))
                .map(reference -> reference.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ofSide(Set<String> messages, String side) {
        return messages.stream().filter(key -> key.startsWith(side)).collect(Collectors.toCollection(TreeSet::new));
    }
}
