package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

class NamePropertyTest {

    private static final String[] ZERO_WIDTH = {
        "\u200B", "\u200C", "\u200D", "\u2060", "\u00AD", "\uFE0F", "\u034F", "\uFEFF"
    };

    @Property
    void whateverIsSentIsANameOrRefusedWithASentence(@ForAll String raw) {
        try {
            Name name = Name.of("username", raw);
            assertThat(name.value()).isEqualTo(raw.strip());
            assertThat(name.value().codePoints().count()).isBetween(1L, (long) Name.MAX_LENGTH);
            assertThat(name.key()).isNotEmpty();
            Statistics.collect("name");
        } catch (FrameRefused refused) {
            assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_FRAME);
            assertThat(refused.detail()).startsWith("username ").endsWith(".");
            Statistics.collect("refused");
        }
        Statistics.coverage(coverage -> {
            coverage.check("name").count(count -> count > 20);
            coverage.check("refused").count(count -> count > 20);
        });
    }

    @Property
    void theKeyOfAKeyIsTheKey(@ForAll("names") String raw) {
        String key = key(raw);
        Assume.that(key.codePointCount(0, key.length()) <= Name.MAX_LENGTH);
        assertThat(key(key)).isEqualTo(key);
    }

    @Property
    void caseMakesNoOtherName(@ForAll("words") String word) {
        assertThat(key(word.toUpperCase(Locale.ROOT))).isEqualTo(key(word));
        assertThat(key(word.toLowerCase(Locale.ROOT))).isEqualTo(key(word));
    }

    @Property
    void compatibilityFormsMakeNoOtherName(@ForAll("names") String raw) {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            String variant = Normalizer.normalize(raw, form);
            if (variant.codePointCount(0, variant.length()) <= Name.MAX_LENGTH) {
                assertThat(key(variant)).isEqualTo(key(raw));
            }
        }
    }

    @Property
    void whatNobodySeesMakesNoOtherName(@ForAll("words") String word, @ForAll @Size(min = 1, max = 5) int[] at) {
        // Given
        StringBuilder hidden = new StringBuilder(word);
        for (int i : at) {
            String zeroWidth = ZERO_WIDTH[Math.floorMod(i, ZERO_WIDTH.length)];
            hidden.insert(Math.floorMod(i, hidden.length() + 1), zeroWidth);
        }

        // Then
        assertThat(key(hidden.toString())).isEqualTo(key(word));
    }

    /** What people are called, in several scripts. */
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('À', 'ɏ')
                .withCharRange('Ͱ', 'Ͽ')
                .withCharRange('Ѐ', 'ӿ')
                .withCharRange('א', 'ת')
                .withCharRange('ぁ', 'ん')
                .withChars('ẞ', 'ß', 'ﬁ', 'ſ', 'İ', 'ı', 'ς', 'K')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(word -> word.codePoints().allMatch(Character::isLetter));
    }

    /** Anything at all that may be a name. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(12).filter(raw -> keyOrNull(raw) != null);
    }

    private static @Nullable String keyOrNull(String raw) {
        try {
            return Name.of("username", raw).key();
        } catch (FrameRefused refused) {
            return null;
        }
    }

    private static String key(String raw) {
        return Name.of("username", raw).key();
    }
}
