package dev.viche.cluster;

import dev.viche.accounts.UnusableSetting;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that Quarkus' settings name ({@code quarkus.redis.*}: hosts, Sentinel, cluster, TLS, password). Quarkus hands
 * them over while it starts, before there is anything that could be injected here.
 */
@Singleton
@IfBuildProfile("cluster")
class RedisSettings implements RedisOptionsCustomizer {

    private volatile @Nullable RedisOptions options;

    RedisSettings() {}

    /** Called by Quarkus when it has read its settings; nothing is changed. */
    @Override
    public void customize(String clientName, RedisOptions options) {
        this.options = options;
    }

    RedisOptions options() {
        RedisOptions known = options;
        if (known == null) {
            throw new UnusableSetting(
                    "QUARKUS_REDIS_HOSTS is not set; name the Redis of all instances, as in redis://redis.example.org:6379.");
        }
        return known;
    }
}
