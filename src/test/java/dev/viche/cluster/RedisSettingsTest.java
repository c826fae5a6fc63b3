package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.viche.accounts.UnusableSetting;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

    @Test
    void withoutARedisTheOperatorIsToldWhatToSet() {
        assertThatExceptionOfType(UnusableSetting.class)
                .isThrownBy(() -> new RedisSettings().options())
                .withMessageStartingWith("QUARKUS_REDIS_HOSTS is not set; ")
                .withMessageEndingWith("redis://redis.example.org:6379.");
    }
}
