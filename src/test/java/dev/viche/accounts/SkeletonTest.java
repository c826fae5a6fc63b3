package dev.viche.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import dev.viche.protocol.Name;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that may be taken for one another have a form in common, and others have none. */
class SkeletonTest {

    @ParameterizedTest
    @CsvSource({
        "ana, ana",
        "ana, ANA",
        "ana, an\u0430", // Cyrillic а
        "ana, \uFF41\uFF4E\uFF41", // full width
        "ana, a\u200Bna", // zero width space
        "Ana, \u0391na", // Greek Alpha
        "lena, Iena", // capital i
        "lena, 1ena",
        "bob, b0b",
        "Ian, ian",
        "Ian, \u0456an", // Cyrillic і
        "Ian, lan",
        "arnold, amold",
        "сор, cop",
        "straße, STRASSE",
        "\u00E9va, e\u0301va",
    })
    void looksLike(String one, String other) {
        assertThat(shared(one, other)).as("%s and %s", one, other).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ana, anna", "ana, hana", "eva, \u00E9va", "ana, ama", "bob, bod", "олена, олег", "x, y"})
    void isNotTakenFor(String one, String other) {
        assertThat(shared(one, other)).as("%s and %s", one, other).isEmpty();
    }

    /** Unicode's own table, by way of ICU: a newer ICU makes another, and this test says so. */
    @Test
    void theTableIsUnicodes() {
        // Given
        SpoofChecker unicode = new SpoofChecker.Builder().build();
        Normalizer2 nfkc = Normalizer2.getNFKCInstance();

        // When
        List<String> otherwise = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> UCharacter.isDefined(c) && !(c >= 0xD800 && c <= 0xDFFF))
                .mapToObj(Character::toString)
                .filter(c -> nfkc.normalize(c).equals(c))
                .filter(c -> !unicode.getSkeleton(c).isEmpty())
                .filter(c -> !Skeleton.of(c).equals(unicode.getSkeleton(c)))
                .map(c -> Integer.toHexString(c.codePointAt(0)))
                .toList();

        // Then
        assertThat(otherwise).isEmpty();
    }

    @Property
    void aNameLooksLikeItselfHoweverItIsWritten(
            @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String name, @ForAll long seed) {
        Random random = new Random(seed);
        String disguised = name.codePoints()
                .mapToObj(c -> random.nextBoolean() ? Character.toString(c) : disguise(c))
                .collect(Collectors.joining());
        assertThat(shared(name, disguised)).as(disguised).isNotEmpty();
    }

    private static String disguise(int c) {
        return switch (c) {
            case 'a' -> "\u0430";
            case 'c' -> "\u0441";
            case 'e' -> "\u0435";
            case 'o' -> "\u03BF";
            case 'p' -> "\u0440";
            case 'x' -> "\u0445";
            default -> Character.toString(c - 'a' + 0xFF41);
        };
    }

    private static List<String> shared(String one, String other) {
        List<String> forms = Skeleton.forms(Name.of("username", one));
        return Skeleton.forms(Name.of("username", other)).stream()
                .filter(forms::contains)
                .toList();
    }
}
