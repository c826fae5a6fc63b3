package dev.viche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandsTest {

    private static final int TERMINAL = 100;

    static List<CommandLine> commands() {
        return List.copyOf(Commands.line().getSubcommands().values());
    }

    @Test
    void theHelpNamesEveryCommand() {
        // When
        Spoken help = Spoken.by("--help");

        // Then
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: viche [-hV] [COMMAND]");
        assertThat(commands())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(command ->
                        assertThat(help.out()).containsPattern("(?m)^  %s +\\S".formatted(command.getCommandName())));
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfItsOptionsAndItsExitCodes(CommandLine command) {
        // When
        Spoken help = Spoken.by(command.getCommandName(), "--help");

        // Then
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: viche " + command.getCommandName());
        assertThat(help.out()).contains("Exit code");
        assertThat(command.getCommandSpec().options()).isNotEmpty().allSatisfy(CommandsTest::isExplained);
    }

    private static void isExplained(OptionSpec option) {
        assertThat(option.description()).as(option.longestName()).isNotEmpty();
        assertThat(String.join(" ", option.description()))
                .as(option.longestName())
                .matches("(?s)[A-Z].*[.?]");
    }

    @Test
    void anUnknownOptionIsAnsweredWithWhatToDo() {
        // When
        Spoken answer = Spoken.by("health", "--lively");

        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("Unknown option: '--lively'.")
                .contains("'viche health --help' shows what there is.");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearest() {
        // When
        Spoken answer = Spoken.by("helth");

        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("'helth'").contains("Did you mean: viche health");
    }

    @Test
    void questionsThatExcludeEachOtherAreRefused() {
        // When
        Spoken answer = Spoken.by("health", "--live", "--started");

        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).startsWith("--live, --started are mutually exclusive");
    }

    @Test
    void theVersionTellsWhatItRunsOn() {
        // When
        Spoken version = Spoken.by("version");

        // Then
        assertThat(version.exitCode()).isZero();
        assertThat(version.out().lines())
                .satisfiesExactly(
                        program -> assertThat(program).matches("Viche \\d+\\.\\d+\\.\\d+\\S*( \\(commit \\S+\\))?"),
                        java -> assertThat(java).contains(System.getProperty("java.version")),
                        sqlite -> assertThat(sqlite).matches("SQLite 3\\.\\d+\\.\\d+"));
        assertThat(Spoken.by("--version").out().lines())
                .containsExactly(version.out().lines().findFirst().orElseThrow());
    }
}
