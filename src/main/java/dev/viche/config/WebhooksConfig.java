package dev.viche.config;

import io.smallrye.config.WithDefault;

/** Calling other servers: {@code viche.webhooks}. */
public interface WebhooksConfig {

    /** Whether webhooks may have addresses of private networks and of the server itself. */
    @WithDefault("false")
    boolean privateAddresses();
}
