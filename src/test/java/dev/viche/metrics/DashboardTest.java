package dev.viche.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final String LABEL_VALUES = "label_values\\((.*), \\w+\\)";

    private JsonNode dashboard;

    @BeforeEach
    void read() throws Exception {
        dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/viche-dashboard.json").toFile());
    }

    @Test
    void everyPanelHasATitleAUnitAndAReason() {
        List<JsonNode> panels = panels();

        assertThat(panels).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(panel.path("title").asText())
                    .isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    @Test
    void everySeriesItShowsExists() {
        List<Series> shown = new Exposition().series();
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        dashboard
                .findValues("definition")
                .forEach(query -> expressions.add(query.asText().replaceFirst(LABEL_VALUES, "$1")));

        assertThat(expressions).hasSizeGreaterThan(30);
        assertThat(expressions).allSatisfy(expression -> Exposition.assertShows(shown, expression));
    }

    @Test
    void everyMeterOfOursIsShown() {
        List<Series> asked = dashboard.findValues("expr").stream()
                .flatMap(expression -> Series.asked(expression.asText()).stream())
                .toList();
        // Of a timer its buckets are shown; count, sum and greatest value are in them.
        List<Series> ours = new Exposition()
                .series().stream()
                        .filter(series -> series.name().startsWith("viche_"))
                        .filter(series -> !series.name().matches(".*_seconds_(count|sum|max)"))
                        .toList();

        assertThat(ours)
                .hasSizeGreaterThan(30)
                .allSatisfy(series -> assertThat(asked).anyMatch(each -> each.matches(series)));
    }

    @Test
    void itBelongsToNoOneDataSource() {
        assertThat(dashboard.findValues("uid"))
                .extracting(JsonNode::asText)
                .containsOnly("viche", "${datasource}")
                .hasSizeGreaterThan(30);
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(38);
    }

    @Test
    void noTwoPanelsCoverEachOther() {
        List<JsonNode> all = StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .toList();
        List<String> cells = new ArrayList<>();
        for (JsonNode panel : all) {
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    cells.add((place.path("x").asInt() + x) + "/"
                            + (place.path("y").asInt() + y));
                }
            }
        }

        assertThat(all).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(cells).doesNotHaveDuplicates().hasSizeGreaterThan(1000);
    }

    private List<JsonNode> panels() {
        return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }
}
