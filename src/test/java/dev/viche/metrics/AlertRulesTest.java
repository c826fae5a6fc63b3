package dev.viche.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.viche.deploy.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    private static final Path RULES = Path.of("deploy/grafana/viche-alerts.yml");
    private static final Path CASES = Path.of("src/test/promtool/viche-alerts.test.yml");

    @Test
    void prometheusTakesTheRules() throws Exception {
        Tool.Ending ending = Tool.orSkip("promtool", "prometheus").run("check", "rules", RULES.toString());

        assertThat(ending.output()).contains("SUCCESS: 9 rules found");
        assertThat(ending.exitCode()).isZero();
    }

    @Test
    void eachAlertIsRaisedWhenItShouldBe() throws Exception {
        Tool.Ending ending = Tool.orSkip("promtool", "prometheus").run("test", "rules", CASES.toString());

        assertThat(ending.exitCode()).as(ending.output()).isZero();
        assertThat(rules())
                .allSatisfy(rule -> assertThat(Files.readString(CASES))
                        .contains("\"" + rule.path("alert").asText() + "\",alertstate=\"firing\""));
    }

    @Test
    void everySeriesTheyWatchExists() throws Exception {
        List<Series> shown = new Exposition().series();

        assertThat(rules())
                .hasSize(9)
                .allSatisfy(
                        rule -> Exposition.assertShows(shown, rule.path("expr").asText()));
    }

    @Test
    void everyAlertPointsToItsRunbook() throws Exception {
        String runbook = Files.readString(Path.of("docs/operations.md"));

        assertThat(rules()).allSatisfy(rule -> {
            String name = rule.path("alert").asText();
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(runbook).contains("\n### " + name + "\n");
        });
    }

    private static List<JsonNode> rules() throws Exception {
        JsonNode file = new YAMLMapper().readTree(RULES.toFile());
        return StreamSupport.stream(file.at("/groups/0/rules").spliterator(), false)
                .toList();
    }
}
