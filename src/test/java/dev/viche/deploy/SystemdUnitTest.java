package dev.viche.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.config.VicheConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemdUnitTest {

    private static final Path UNITS = Path.of("deploy/systemd");

    /** Farewells and the last commit may take 40 s; see Drain and GroupCommit. */
    private static final Duration AFTER_THE_DRAIN = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(strings = {"viche.service", "viche@.service"})
    void systemdFindsNothingToSayAboutAUnit(String unit) throws Exception {
        Tool.Ending ending = Tool.orSkip("systemd-analyze", "systemd")
                .run("verify", "--man=no", UNITS.resolve(unit).toString());

        // Of a misspelt setting it only warns.
        assertThat(ending).isEqualTo(new Tool.Ending(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viche-backup.service", "viche-backup.timer"})
    void systemdFindsNothingToSayAboutABackup(String unit) throws Exception {
        Tool.Ending ending =
                Tool.orSkip("systemd-analyze", "systemd").run("verify", "--man=no", "deploy/backup/" + unit);

        assertThat(ending).isEqualTo(new Tool.Ending(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viche.service", "viche@.service"})
    void aDrainHasTimeToEndBeforeSystemdKills(String unit) throws Exception {
        Duration drain = defaultOf("propagation").plus(defaultOf("timeout"));

        assertThat(timeoutStop(unit)).isGreaterThan(drain.plus(AFTER_THE_DRAIN));
    }

    @Test
    void theTwoUnitsHaveTheSameSettings() throws Exception {
        List<String> alone = settings("viche.service");

        assertThat(alone).hasSizeGreaterThan(40);
        assertThat(settings("viche@.service")).isEqualTo(alone);
    }

    @Test
    void everyGroupOfSettingsOfTheServiceBeginsWithItsReason() throws Exception {
        List<String> lines = Files.readAllLines(UNITS.resolve("viche.service"));
        List<String> service = lines.subList(lines.indexOf("[Service]"), lines.indexOf("[Install]"));

        for (int i = 1; i < service.size(); i++) {
            boolean begins = isSetting(service.get(i)) && !isSetting(service.get(i - 1));
            if (begins) {
                assertThat(service.get(i - 1)).as(service.get(i)).matches("# [^-].*");
            }
        }
    }

    private static boolean isSetting(String line) {
        return line.matches("\\w+=.*");
    }

    private static List<String> settings(String unit) throws IOException {
        try (var lines = Files.lines(UNITS.resolve(unit))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .filter(line -> !line.startsWith("Description=") && !line.startsWith("DefaultInstance="))
                    .toList();
        }
    }

    private static Duration timeoutStop(String unit) throws IOException {
        return settings(unit).stream()
                .filter(line -> line.startsWith("TimeoutStopSec="))
                .map(line -> line.replaceAll("TimeoutStopSec=(\\d+)min", "PT$1M"))
                .map(Duration::parse)
                .findFirst()
                .orElseThrow();
    }

    private static Duration defaultOf(String setting) throws NoSuchMethodException {
        String value = VicheConfig.Drain.class
                .getMethod(setting)
                .getAnnotation(WithDefault.class)
                .value();
        return Objects.requireNonNull(DurationConverter.parseDuration(value));
    }
}
