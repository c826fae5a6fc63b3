package dev.viche.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinQueryTest {

    private static final Name GARDEN = Name.of("room_name", "garden");

    @Test
    void everythingAJoinCanSayCanBeSaidInAQuery() {
        assertThat(read("username=Ana&since=41&epoch=5d2c&resume_token=q1W2e3&history=7"))
                .isEqualTo(new ClientFrame.JoinRoom(Name.of("username", "Ana"), GARDEN, 41L, "5d2c", "q1W2e3", 7));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"username=", "username=%20%20", "since=&epoch=&history=", "utm_source=elsewhere", "&&", "="})
    void whatIsLeftOutHasItsDefault(String query) {
        assertThat(JoinQuery.read("garden", query))
                .isEqualTo(new ClientFrame.JoinRoom(null, GARDEN, null, null, null, ClientFrame.DEFAULT_HISTORY));
    }

    @Test
    void namesArePercentEncodedUtf8() {
        assertThat(read("username=%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0").username()).isEqualTo(Name.of("username", "Олена"));
        assertThat(read("username=Bo+Weber").username()).isEqualTo(Name.of("username", "Bo Weber"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"since=0", "since=9007199254740991", "history=0", "history=200"})
    void numbersReachTheirLimits(String query) {
        assertThat(read(query)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=-1",
                "since=9007199254740992",
                "since=99999999999999999999",
                "since=1.5",
                "since=one",
                "history=201",
                "history=4294967297",
                "history=-1"
            })
    void numbersBeyondTheirLimitsAreRefusedByName(String query) {
        assertThatThrownBy(() -> read(query))
                .isInstanceOfSatisfying(
                        FrameRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_FRAME))
                .hasMessageStartingWith(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=%", "username=%G1", "%=1"})
    void aBrokenEncodingIsRefused(String query) {
        assertThatThrownBy(() -> read(query)).isInstanceOf(FrameRefused.class).hasMessageContaining("percent-encoded");
    }

    @Test
    void namesAreHeldToTheirRules() {
        assertThatThrownBy(() -> read("username=@bo")).hasMessageStartingWith("username");
        assertThatThrownBy(() -> JoinQuery.read(" ", null)).hasMessageStartingWith("room_name");
    }

    @Test
    void anEndlessQueryIsNotReadToItsEnd() {
        // Given
        String junk = IntStream.range(0, 100_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        // Then
        assertThat(read(junk + "&username=Ana").username()).isNull();
    }

    @Test
    void theDocumentDescribesTheseParametersAndNoOther() throws IOException {
        // Given
        List<String> documented = new ArrayList<>();
        try (InputStream file = JoinQueryTest.class.getResourceAsStream("/asyncapi.json")) {
            JsonNode query = new ObjectMapper().readTree(file).at("/channels/room/bindings/ws/query/properties");
            query.fieldNames().forEachRemaining(documented::add);
        }

        // Then
        assertThat(documented).containsExactlyInAnyOrder("username", "since", "epoch", "resume_token", "history");
    }

    private static ClientFrame.JoinRoom read(String query) {
        return JoinQuery.read("garden", query);
    }
}
