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
                        entry("viche.limits.connections-per-user", "100"),
                        entry("viche.limits.connections", "50000"),
                        entry("viche.limits.user.joins", "20"),
                        entry("viche.limits.user.messages", "40"),
                        entry("viche.limits.user.typing", "5"),
                        entry("viche.limits.user.history", "20"),
                        entry("viche.limits.user.reads", "100"),
                        entry("viche.limits.user.writes", "50"),
                        entry("viche.limits.address.messages", "2000"),
                        entry("viche.limits.address.typing", "200"),
                        entry("viche.limits.address.history", "500"),
                        entry("viche.limits.address.reads", "200"),
                        entry("viche.limits.address.writes", "100"),
                        entry("viche.management.host", "127.0.0.1"),
                        entry("viche.management.admin", "true"),
                        entry("viche.outbox.size", "1M"),
                        entry("viche.ping.interval", "20s"),
                        entry("viche.auth.guests", "true"),
                        entry("viche.auth.registration", "true"),
                        entry("viche.auth.access-lifetime", "15m"),
                        entry("viche.auth.refresh-lifetime", "30d"),
                        entry("viche.auth.key-rotation", "90d"),
                        entry("viche.oidc.username-claim", "preferred_username"),
                        entry("viche.auth.logins-per-minute", "60"),
                        entry("viche.auth.passwords-per-minute", "10"),
                        entry("viche.auth.registrations-per-hour", "20"),
                        entry("viche.webhooks.private-addresses", "false"),
                        entry("viche.drain.mode", "move"),
                        entry("viche.drain.timeout", "30m"),
                        entry("viche.drain.spread", "5s"),
                        entry("viche.drain.grace", "10s"),
                        entry("viche.drain.propagation", "0s"),
                        entry("viche.drain.progress-interval", "10s"),
                        entry("viche.backup.interval", "0"),
                        entry("viche.backup.keep-count", "14"),
                        entry("viche.backup.keep-age", "0"),
                        entry("viche.backup.s3.region", "us-east-1"),
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
        assertThat(config.limits().connectionsPerUser()).isEqualTo(100);
        assertThat(config.limits().connections()).isEqualTo(50_000);
        assertThat(config.limits().user().messages()).isEqualTo(40);
        assertThat(config.limits().address().messages()).isEqualTo(2000);
        assertThat(config.outbox().size().asBigInteger()).isEqualTo(BigInteger.valueOf(1024 * 1024));
        assertThat(config.ping().interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.auth().guests()).isTrue();
        assertThat(config.drain().mode()).isEqualTo(VicheConfig.DrainMode.MOVE);
        assertThat(config.drain().timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.drain().spread()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.drain().grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.drain().propagation()).isEqualTo(Duration.ZERO);
        assertThat(config.drain().progressInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.retention().maxAge()).isEqualTo(Duration.ZERO);
        assertThat(config.retention().checkInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.management().port()).isEmpty();
        assertThat(config.origins()).isEmpty();
    }
}
