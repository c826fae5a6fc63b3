package dev.viche.accounts;

import static dev.viche.support.Folk.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.support.Folk;
import dev.viche.support.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTokensTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final ResumeTokens tokens = new ResumeTokens(key(1), clock);

    static Stream<Integer> placesInAToken() {
        int length = bytes(new ResumeTokens(key(1), new ManualClock()).issue(ANA)).length;
        return IntStream.range(0, length).boxed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "Олена", "bo 🌻", "אנה"})
    void aTokenNamesItsPerson(String name) {
        // Given
        Person person = Folk.called(name, ANA);

        // When
        Person read = tokens.read(tokens.issue(person));

        // Then
        assertThat(read).isEqualTo(person);
    }

    @Test
    void theLongestNameFits() {
        // Given
        Person person = Folk.called("🌻".repeat(Name.MAX_LENGTH), ANA);

        // Then
        assertThat(tokens.read(tokens.issue(person))).isEqualTo(person);
    }

    @Test
    void aTokenIsGoodForADayAndNotAMomentLonger() {
        // Given
        String token = tokens.issue(ANA);

        // When
        clock.advance(ResumeTokens.LIFETIME.minus(SECOND));
        Person justInTime = tokens.read(token);
        clock.advance(SECOND);
        Person tooLate = tokens.read(token);

        // Then
        assertThat(justInTime).isEqualTo(ANA);
        assertThat(tooLate).isNull();
    }

    @ParameterizedTest
    @MethodSource("placesInAToken")
    void aTokenWithOneBitChangedIsNoToken(int place) {
        // Given
        byte[] bytes = bytes(tokens.issue(ANA));

        for (int bit = 0; bit < Byte.SIZE; bit++) {
            // When
            byte[] forged = bytes.clone();
            forged[place] ^= (byte) (1 << bit);

            // Then
            assertThat(tokens.read(text(forged))).isNull();
        }
    }

    @Test
    void aTokenWithAByteMoreOrLessIsNoToken() {
        // Given
        byte[] bytes = bytes(tokens.issue(ANA));

        // Then
        for (int length = 0; length < bytes.length; length++) {
            assertThat(tokens.read(text(Arrays.copyOf(bytes, length)))).isNull();
        }
        assertThat(tokens.read(text(Arrays.copyOf(bytes, bytes.length + 1)))).isNull();
    }

    @Test
    void aTokenOfAnotherLogIsNoToken() {
        // Given
        ResumeTokens others = new ResumeTokens(key(2), clock);

        // Then
        assertThat(tokens.read(others.issue(ANA))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rt-olena", "not base64!", "токен", "=", "AAAA\n", "a"})
    void whatIsNoTokenIsReadAsNone(String text) {
        assertThat(tokens.read(text)).isNull();
    }

    @Test
    void anEndlessTextIsNotEvenLookedAt() {
        assertThat(tokens.read("A".repeat(10_000_000))).isNull();
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private static byte[] bytes(String token) {
        return Base64.getUrlDecoder().decode(token);
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
