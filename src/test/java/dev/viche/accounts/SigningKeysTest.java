package dev.viche.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.storage.Engine;
import dev.viche.support.ManualClock;
import dev.viche.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    private static final UUID ANA = UUID.fromString("0192f0c1-1111-7000-8000-00000000000a");
    private static final UUID LOGIN = UUID.fromString("0192f0c1-2222-7000-8000-00000000000a");

    @TempDir
    Path data;

    private final ManualClock clock = new ManualClock();

    private AccessTokens tokens(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("viche.data-dir", data.toString());
        var config = Settings.of(all);
        return new AccessTokens(new SigningKeys(config, Engine.SQLITE, clock), config, clock);
    }

    @Test
    void theKeyIsMadeWithTheFirstTokenAndOnlyItsOwnerMayReadIt() throws IOException {
        // Given
        AccessTokens tokens = tokens(Map.of());
        assertThat(data.resolve(SigningKeys.FILE)).doesNotExist();

        // When
        tokens.issue(ANA, LOGIN);

        // Then
        assertThat(Files.getPosixFilePermissions(data.resolve(SigningKeys.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTokenIsGoodAfterARestartAndInAnotherProcess() {
        // Given
        String token = tokens(Map.of()).issue(ANA, LOGIN);

        // When
        AccessTokens other = tokens(Map.of());

        // Then
        assertThat(other.read(token))
                .isEqualTo(new Claims.Own(ANA, LOGIN, clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void aTokenEndsToTheSecond() {
        // Given
        AccessTokens tokens = tokens(Map.of());
        String token = tokens.issue(ANA, LOGIN);

        // When
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));

        // Then
        assertThat(tokens.read(token)).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(token)).isNull();
    }

    @Test
    void theKeyBeforeTheNewestIsGoodAndTheOneBeforeThatIsNot() {
        // Given
        AccessTokens tokens = tokens(Map.of("viche.auth.key-rotation", "1m"));
        String first = tokens.issue(ANA, LOGIN);
        clock.advance(Duration.ofSeconds(61));

        // When
        String second = tokens.issue(ANA, LOGIN);

        // Then
        assertThat(tokens.read(first)).isNotNull();
        assertThat(tokens.read(second)).isNotNull();
        clock.advance(Duration.ofSeconds(61));
        String third = tokens.issue(ANA, LOGIN);
        assertThat(tokens.read(first)).isNull();
        assertThat(tokens.read(second)).isNotNull();
        assertThat(tokens.read(third)).isNotNull();
    }

    @Test
    void anotherProcessFindsTheNewestKeyByItself() {
        // Given
        AccessTokens one = tokens(Map.of("viche.auth.key-rotation", "1m"));
        AccessTokens other = tokens(Map.of("viche.auth.key-rotation", "1m"));
        assertThat(other.read(one.issue(ANA, LOGIN))).isNotNull();
        clock.advance(Duration.ofSeconds(61));
        String renewed = one.issue(ANA, LOGIN);

        // When
        org.awaitility.Awaitility.await().until(() -> other.read(renewed) != null);

        // Then
        assertThat(one.read(other.issue(ANA, LOGIN))).isNotNull();
    }

    @Test
    void keysOfTheEnvironmentTakeTurnsWithoutAFile() {
        // Given
        String old = Base64.getEncoder().encodeToString(new byte[32]);
        String fresh = Base64.getUrlEncoder()
                .encodeToString(
                        "another secret of at least 32 bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String token = tokens(Map.of("viche.auth.signing-keys", old)).issue(ANA, LOGIN);

        // When
        AccessTokens both = tokens(Map.of("viche.auth.signing-keys", fresh + "," + old));

        // Then
        assertThat(both.read(token)).isNotNull();
        assertThat(tokens(Map.of("viche.auth.signing-keys", fresh)).read(token)).isNull();
        assertThat(tokens(Map.of("viche.auth.signing-keys", fresh)).read(both.issue(ANA, LOGIN)))
                .isNotNull();
        assertThat(data.resolve(SigningKeys.FILE)).doesNotExist();
    }

    @Test
    void aKeyThatIsTooShortIsRefusedInWords() {
        assertThatThrownBy(() -> tokens(Map.of("viche.auth.signing-keys", "c2hvcnQ=")))
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("c2hvcnQ");
    }
}
