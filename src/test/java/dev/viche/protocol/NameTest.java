package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    @ParameterizedTest
    @CsvSource({
        "Ana, ana",
        "Олена, ОЛЕНА",
        "Straße, STRASSE",
        "Straße, STRAẞE",
        "Σίσυφος, ΣΊΣΥΦΟΣ",
        "ﬁna, FINA",
        "Ａｎａ, ana",
        "Ame\u0301lie, Amélie",
        "a\u200Bna, ana",
        "an\u00ADa, ana",
        "ana\uFE0F, ana",
        "ana\u3164, ana",
        "a\u034Fna, ana",
        "x², X2",
    })
    void namesThatReadAlikeAreOneName(String one, String other) {
        assertThat(name(one).key()).isEqualTo(name(other).key());
    }

    @ParameterizedTest
    @CsvSource({"Ana, Anna", "Ana, Aná", "bo 1, bo1", "x, ×", "Ana, Anа"})
    void namesThatDifferStayTwo(String one, String other) {
        assertThat(name(one).key()).isNotEqualTo(name(other).key());
    }

    @Test
    void aNameIsShownAsItWasGivenWithoutTheSpaceAroundIt() {
        assertThat(name("  Bo Weber 🌻 ").value()).isEqualTo("Bo Weber 🌻");
    }

    @Test
    void lengthIsCountedInCodePoints() {
        // Given
        String flowers = "🌻".repeat(Name.MAX_LENGTH);

        // Then
        assertThat(name(flowers).value()).isEqualTo(flowers);
        assertThatThrownBy(() -> name(flowers + "🌻"))
                .hasMessageContaining("1 to 50")
                .hasMessageContaining("51");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n"})
    void aNameHasACharacter(String nothing) {
        assertThatThrownBy(() -> name(nothing)).isInstanceOf(FrameRefused.class).hasMessageContaining("1 to 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u200B\u00AD", "\u3164", "\uFE0F", "\u2060 \u2060", "\u00A0"})
    void aNameHasACharacterThatIsSeen(String unseen) {
        assertThatThrownBy(() -> name(unseen)).isInstanceOf(FrameRefused.class).hasMessageContaining("visible");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u202Eb", "a\u200Fb", "a\u2066b", "a\uD83Cb"})
    void whatBreaksALineOrTurnsItRoundIsRefused(String forbidden) {
        assertThatThrownBy(() -> name(forbidden))
                .isInstanceOf(FrameRefused.class)
                .hasMessageContaining("control or text-direction");
    }

    @Test
    void aNameWithTheMarkNamesADirectConversationAndNoPerson() {
        assertThat(name("@bo").isDirect()).isTrue();
        assertThat(name("bo@home").isDirect()).isFalse();
        assertThatThrownBy(() -> Name.ofPerson("username", "@bo")).hasMessageContaining("must not begin with @");
    }

    @ParameterizedTest
    @ValueSource(strings = {"＠bo", "﹫bo", "\u200B@bo", "\uFE0F@bo"})
    void whatOnlyLooksLikeTheMarkIsNoName(String disguised) {
        assertThatThrownBy(() -> name(disguised))
                .isInstanceOf(FrameRefused.class)
                .hasMessageContaining("looks like @");
        assertThatThrownBy(() -> Name.ofPerson("username", disguised)).isInstanceOf(FrameRefused.class);
    }

    @Test
    void theRefusalNamesTheMemberItCameIn() {
        assertThatThrownBy(() -> Name.of("room_name", ""))
                .isInstanceOfSatisfying(
                        FrameRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_FRAME))
                .hasMessageStartingWith("room_name ");
    }

    private static Name name(String raw) {
        return Name.of("room_name", raw);
    }
}
