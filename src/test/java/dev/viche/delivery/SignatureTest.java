package dev.viche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /** Made with: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret */
    @Test
    void itIsWhatAnyoneElseComputes() {
        assertThat(Signature.of("secret", 1_700_000_000L, "{\"a\":1}"))
                .isEqualTo("sha256=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
    }

    @Test
    void anotherTimeBodyOrSecretGivesAnother() {
        String one = Signature.of("secret", 1, "x");

        assertThat(Signature.of("secret", 2, "x")).isNotEqualTo(one);
        assertThat(Signature.of("secret", 1, "y")).isNotEqualTo(one);
        assertThat(Signature.of("other", 1, "x")).isNotEqualTo(one);
    }
}
