package dev.viche.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, ws://localhost:8080/ws",
        "https://chat.example.org, wss://chat.example.org:443/ws",
        "https://example.org/chat/, wss://example.org:443/chat/ws",
        "wss://example.org/chat/ws, wss://example.org:443/chat/ws",
        "WS://[::1]:9000/ws, ws://[::1]:9000/ws",
        "http://example.org, ws://example.org:80/ws"
    })
    void whatPeopleHaveAtHandIsRead(URI given, String endpoint) {
        assertThat(ServerUrl.of(given)).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "chat.example.org", "ftp://example.org", "http:///ws"})
    void whatIsNoneIsAnsweredWithWhatOneLooksLike(URI given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerUrl.of(given))
                .withMessageContaining("https://chat.example.org");
    }
}
