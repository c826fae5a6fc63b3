package dev.viche.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an operator gets who sets nothing. Part of the contract: others rely on it. */
class ConfigDefaultsTest {

    @Test
    void everySettingHasItsDefault() {
        Map<String, String> defaults =
                new TreeMap<>(ConfigClass.configClass(VicheConfig.class).getProperties());
        defaults.values().removeIf(Objects::isNull);
        assertThat(defaults)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("viche.data-dir", "./data"),
                        entry("viche.heartbeat.interval", "10s"),
                        entry("viche.presence.grace", "10s"),
                        entry("viche.limits.message-length", "1000"),
                        entry("viche.limits.frame-size", "64K"),
                        entry("viche.limits.messages-per-second", "20"),
                        entry("viche.limits.joins-per-second", "50"),
                        entry("viche.limits.connections-per-address", "1000"),
                        entry("viche.outbox.size", "1M"),
                        entry("viche.ping.interval", "20s"),
                        entry("viche.auth.guests", "true"),
                        entry("viche.retention.max-age", "0"),
                        entry("viche.retention.check-interval", "1h")));
    }

    @Test
    void defaultsMeanWhatTheySay() {
        // When
        VicheConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(VicheConfig.class)
                .build()
                .getConfigMapping(VicheConfig.class);

        // Then
        assertThat(config.dataDir()).isEqualTo(Path.of("./data"));
        assertThat(config.heartbeat().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.presence().grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.limits().messageLength()).isEqualTo(1000);
        assertThat(config.limits().frameSize().asBigInteger()).isEqualTo(BigInteger.valueOf(64 * 1024));
        assertThat(config.limits().messagesPerSecond()).isEqualTo(20);
        assertThat(config.limits().joinsPerSecond()).isEqualTo(50);
        assertThat(config.limits().connectionsPerAddress()).isEqualTo(1000);
        assertThat(config.outbox().size().asBigInteger()).isEqualTo(BigInteger.valueOf(1024 * 1024));
        assertThat(config.ping().interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.auth().guests()).isTrue();
        assertThat(config.retention().maxAge()).isEqualTo(Duration.ZERO);
        assertThat(config.retention().checkInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.origins()).isEmpty();
    }
}
