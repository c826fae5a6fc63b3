package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemedyTest {

    @Test
    void aCertificateThatIsNotTrustedIsOneToLookAt() {
        SSLHandshakeException handshake = new SSLHandshakeException("no handshake");
        handshake.initCause(new CertificateException("not ours"));
        IOException failure = new IOException("no connection", handshake);

        assertThat(Remedy.of(failure)).isEqualTo(Remedy.CERTIFICATE);
        assertThat(Remedy.told(failure)).isEqualTo("no connection: not ours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONGPASS invalid username-password pair or user is disabled.",
                "NOAUTH Authentication required."
            })
    void aPasswordThatIsNotTakenIsOneToLookAt(String said) {
        IOException failure = new IOException(said);

        assertThat(Remedy.of(failure)).isEqualTo(Remedy.PASSWORD);
        assertThat(Remedy.told(failure)).isEqualTo(said);
    }

    @Test
    void anythingElseIsAMatterOfTheWayThere() {
        IOException failure = new IOException("Redis does not answer", new IOException());

        assertThat(Remedy.of(failure)).isEqualTo(Remedy.REACH);
        assertThat(Remedy.told(failure)).isEqualTo("Redis does not answer");
    }
}
