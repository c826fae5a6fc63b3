package dev.viche.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "75s,PT75S", "1m30s,PT90S", "2h,PT2H", "1h1m1s1ms,PT1H1M1.001S", "0s,PT0S"})
    void readsThemAsPeopleWriteThem(String written, Duration meant) {
        assertThat(Durations.parse(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "5", "s", "-1s", "1.5s", "1s1m", "1s 2ms", "99999999999s", "PT5S"})
    void refusesOthersAndShowsTheForm(String written) {
        assertThatThrownBy(() -> Durations.parse(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("write it as 500ms, 75s, 1m30s or 2h");
    }
}
