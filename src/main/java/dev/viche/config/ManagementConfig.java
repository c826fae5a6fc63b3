package dev.viche.config;

import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** A port for the operator alone: {@code viche.management}. */
public interface ManagementConfig {

    /**
     * Port of {@code /metrics}, of {@code /health} in detail, and of what is for admins; the other port then has none of these, and
     * answers probes by their status alone. Unset: all are on {@code QUARKUS_HTTP_PORT}.
     */
    OptionalInt port();

    /** Address the management port listens on; {@code 0.0.0.0} in a container. */
    @WithDefault("127.0.0.1")
    String host();

    /**
     * Whether what is for the admins of the whole server, {@code /api/v1/bans} and {@code /api/v1/audit}, is on the management port
     * alone, where there is one. With {@code false} it stays where everyone is, and in the page.
     */
    @WithDefault("true")
    boolean admin();
}
