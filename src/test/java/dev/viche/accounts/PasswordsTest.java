package dev.viche.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.protocol.FrameRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @AfterEach
    void stop() {
        passwords.stop();
    }

    @Test
    void aPasswordMatchesItsHashAndNoOtherDoes() {
        // When
        String hash = passwords.hash("open sesame");

        // Then
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("sesame");
        assertThat(passwords.matches("open sesame", hash)).isTrue();
        assertThat(passwords.matches("open sesame ", hash)).isFalse();
        assertThat(passwords.matches("Open sesame", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void nobodysPasswordMatches() {
        assertThat(passwords.matches("open sesame", null)).isFalse();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(passwords.hash("open sesame")).isNotEqualTo(passwords.hash("open sesame"));
    }

    @Test
    void howAKeyboardComposesALetterDoesNotMatter() {
        // When
        String hash = passwords.hash("caf\u00E9 caf\u00E9");

        // Then
        assertThat(passwords.matches("cafe\u0301 cafe\u0301", hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 257})
    void aPasswordIsNeitherTooShortNorTooLong(int length) {
        assertThatThrownBy(() -> passwords.hash("x".repeat(length)))
                .isInstanceOf(FrameRefused.class)
                .hasMessageContaining("8 to 256");
    }
}
