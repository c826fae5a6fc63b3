package dev.viche.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final String HOST = "chat.example.org";

    private final Origins own = new Origins(Settings.defaults());

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org, chat.example.org",
        "http://localhost:8080, localhost:8080",
        "http://[::1]:8080, [::1]:8080",
        "https://Chat.Example.org, chat.example.org",
        "http://my_host:8080, my_host:8080",
    })
    void thePageOfThisServerMayOpenSockets(String origin, String host) {
        assertThat(own.allow(origin, host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "https://chat.example.org.evil.example",
                "https://chat.example.org:444",
                "https://evil.example/chat.example.org",
                "https://evil.example?chat.example.org",
                "https://chat.example.org@evil.example",
                "null",
                "",
                "chat.example.org",
                "https://",
                "::not a URI::",
                "file://"
            })
    void noOtherPageMay(String origin) {
        assertThat(own.allow(origin, HOST)).isFalse();
    }

    @Test
    void whatSendsNoOriginIsNoBrowserAndMay() {
        assertThat(own.allow(null, HOST)).isTrue();
        assertThat(own.allow(null, null)).isTrue();
    }

    @Test
    void withoutAHostNoPageIsOurs() {
        assertThat(own.allow("https://chat.example.org", null)).isFalse();
    }

    @Test
    void whereOriginsAreListedOnlyThoseMay() {
        // Given
        Origins listed = new Origins(Settings.of(Map.of("viche.origins", "https://a.example,https://b.example:8443")));

        // Then
        assertThat(listed.allow("https://a.example", HOST)).isTrue();
        assertThat(listed.allow("https://b.example:8443", HOST)).isTrue();
        assertThat(listed.allow("https://b.example", HOST)).isFalse();
        assertThat(listed.allow("https://" + HOST, HOST)).isFalse();
    }

    @Test
    void anyMayWhereTheOperatorSaysSo() {
        // Given
        Origins any = new Origins(Settings.of(Map.of("viche.origins", "*")));

        // Then
        assertThat(any.allow("https://evil.example", HOST)).isTrue();
        assertThat(any.allow("null", HOST)).isTrue();
    }
}
