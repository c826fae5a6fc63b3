package dev.viche.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrainMetersTest {

    private final Exposition exposition = new Exposition();
    private final ChatMetrics metrics = exposition.metrics();

    @Test
    void aServerThatServesHasNothingToDrain() {
        metrics.opened();

        assertThat(exposition.value("viche_connections")).isEqualTo("1.0");
        assertThat(exposition.value("viche_draining")).isEqualTo("0.0");
        assertThat(exposition.value("viche_drain_connections")).isEqualTo("0.0");
        assertThat(exposition.value("viche_drain_left_seconds")).isEqualTo("0.0");
        assertThat(exposition.value("viche_drain_slots")).isEqualTo("0.0");
    }

    @Test
    void aDrainTellsWhomItHasLeftAndWhenTheyGo() {
        metrics.opened();
        metrics.opened();
        metrics.opened();
        metrics.draining(Instant.now().plusSeconds(1000));
        metrics.slotGiven(0);
        metrics.slotGiven(3000);
        metrics.slotGiven(1500);
        metrics.closed();

        assertThat(exposition.value("viche_draining")).isEqualTo("1.0");
        assertThat(exposition.value("viche_drain_connections")).isEqualTo("2.0");
        assertThat(Double.parseDouble(exposition.value("viche_drain_left_seconds")))
                .isBetween(900.0, 1000.0);
        assertThat(exposition.value("viche_drain_slots")).isEqualTo("3.0");
        assertThat(exposition.value("viche_drain_window_seconds")).isEqualTo("3.0");
    }
}
