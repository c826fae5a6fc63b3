package dev.viche.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret is not in what a log or a debugger would print. */
class SecretsTest {

    private static final UUID ID = UUID.fromString("0192f0c1-1111-7000-8000-00000000000a");

    @Test
    void aGrantPrintsWithoutItsTokens() {
        // Given
        Account ana = new Account(ID, Name.of("username", "ana"), Role.USER, Instant.EPOCH);

        // When
        String printed = new Grant(ana, ID, "the-access", Duration.ZERO, "the-refresh", Duration.ZERO).toString();

        // Then
        assertThat(printed).contains(ID.toString()).doesNotContain("the-access").doesNotContain("the-refresh");
    }

    @Test
    void aRefreshTokenPrintsWithoutItsSecretAndIsReadBack() {
        // Given
        RefreshToken token = RefreshToken.random(ID);

        // When
        RefreshToken read = RefreshToken.read(token.text());

        // Then
        assertThat(read).isEqualTo(token);
        assertThat(token.toString()).doesNotContain(token.secret());
        assertThat(token.hash()).isNotEqualTo(token.secret()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "vr_", "vr_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "x", "a.b.c"})
    void whatIsNoRefreshTokenIsNone(String text) {
        assertThat(RefreshToken.read(text)).isNull();
    }

    @Test
    void aKeyPrintsWithoutItself() {
        assertThat(SigningKey.of(new byte[32], Instant.EPOCH).toString()).matches("SigningKey\\[[\\w-]{8}]");
    }
}
