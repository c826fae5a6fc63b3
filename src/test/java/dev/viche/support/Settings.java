package dev.viche.support;

import dev.viche.config.VicheConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings as the server reads them, from properties a test gives; the rest has its defaults. */
public final class Settings {

    private static final int ABOVE_DEFAULTS = 100;

    private Settings() {}

    public static VicheConfig defaults() {
        return of(Map.of());
    }

    public static VicheConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(VicheConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", ABOVE_DEFAULTS))
                .build()
                .getConfigMapping(VicheConfig.class);
    }
}
