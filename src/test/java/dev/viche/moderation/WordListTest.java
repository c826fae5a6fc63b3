package dev.viche.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {

    private final MessageFilter filter = new WordList(List.of("Turnip", "", "  ", "straße"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turnip",
                "you TURNIP!",
                "a,turnip,b",
                "\uFF54\uFF55\uFF52\uFF4E\uFF49\uFF50",
                "tur\u200Bnip",
                "die STRASSE entlang"
            })
    void aWordOfTheListIsRefusedHoweverItIsWritten(String text) {
        assertThat(filter.objection(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"turnips", "carrot", "", "tur nip", "…"})
    void everythingElseIsSaid(String text) {
        assertThat(filter.objection(text)).isNull();
    }
}
