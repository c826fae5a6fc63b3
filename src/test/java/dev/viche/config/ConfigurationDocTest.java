package dev.viche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manual of settings says what {@link VicheConfig} says: every setting, its default and its sentence, and none that
 * is not there. {@code ./mvnw test -Dtest=ConfigurationDocTest -Ddocs.write} writes both files anew.
 */
class ConfigurationDocTest {

    private static final Section MANUAL =
            new Section(Path.of("docs", "configuration.md"), "## Settings of Viche", "## ");
    private static final Section EXAMPLE = new Section(Path.of(".env.example"), "# ---- Viche", "# ----");
    private static final String ANEW = "written anew by ./mvnw test -Dtest=ConfigurationDocTest -Ddocs.write";
    private static final Pattern VARIABLE = Pattern.compile("\\bVICHE_[A-Z0-9_]+");

    @BeforeAll
    static void writesThemWhenTold() {
        if (System.getProperty("docs.write") != null) {
            MANUAL.replace(table());
            EXAMPLE.replace(example());
        }
    }

    @Test
    void theTableIsWhatTheCodeSays() {
        // When
        List<String> documented = MANUAL.lines();

        // Then
        assertThat(documented).as(ANEW).containsExactlyElementsOf(table());
    }

    @Test
    void theExampleIsWhatTheCodeSays() {
        // When
        List<String> documented = EXAMPLE.lines();

        // Then
        assertThat(documented).as(ANEW).containsExactlyElementsOf(example());
    }

    @ParameterizedTest
    @MethodSource("files")
    void noSettingIsNamedThatIsNotThere(Section section) {
        // When
        List<String> named = section.all().stream()
                .flatMap(line -> VARIABLE.matcher(line).results())
                .map(MatchResult::group)
                .toList();

        // Then
        assertThat(named)
                .isNotEmpty()
                .isSubsetOf(Setting.all().stream().map(Setting::variable).toList());
    }

    static List<Section> files() {
        return List.of(MANUAL, EXAMPLE);
    }

    private static List<String> table() {
        List<String> lines =
                new ArrayList<>(List.of("", "| variable | default | values | meaning |", "|---|---|---|---|"));
        Setting.all().forEach(setting -> lines.add(setting.row()));
        lines.add("");
        return lines;
    }

    private static List<String> example() {
        return Setting.all().stream()
                .flatMap(setting -> setting.lines().stream())
                .toList();
    }
}
