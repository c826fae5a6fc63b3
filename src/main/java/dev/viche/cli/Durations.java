package dev.viche.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations as they are written on a command line: {@code 500ms}, {@code 75s}, {@code 1m30s}, {@code 2h}. */
final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    static Duration parse(String written) {
        Matcher parts = FORM.matcher(written);
        if (written.isEmpty() || !parts.matches()) {
            throw new TypeConversionException(
                    "'%s' is no duration; write it as 500ms, 75s, 1m30s or 2h".formatted(written));
        }
        return Duration.ofHours(number(parts, 1))
                .plusMinutes(number(parts, 2))
                .plusSeconds(number(parts, 3))
                .plusMillis(number(parts, 4));
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
