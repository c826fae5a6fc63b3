package dev.viche.cli;

import dev.viche.backup.DatabaseLog;
import dev.viche.backup.DirectoryLog;
import dev.viche.backup.LogStore;
import dev.viche.config.VicheConfig;
import dev.viche.storage.Engine;
import dev.viche.storage.PostgresDatabase;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the server in this folder would be set to, for commands that run without one. Read from the same places in the
 * same order as Quarkus does: system properties, environment, {@code .env}, {@code config/application.properties}, what
 * is built in.
 */
final class Settings {

    private static final String BUILT_IN = "application.properties";
    // As Quarkus orders them: https://quarkus.io/guides/config-reference#configuration-sources
    private static final int ENVIRONMENT = 300;
    private static final int DOT_ENV = 295;
    private static final int BESIDE = 260;
    private static final int WITHIN = 250;

    private final SmallRyeConfig config;
    private final Engine engine;

    private Settings(SmallRyeConfig config, Engine engine) {
        this.config = config;
        this.engine = engine;
    }

    /** Of a server that would be started here and now. */
    static Settings ofThisProcess() {
        return of(System.getenv(), Path.of(""), Engine.built());
    }

    /**
     * Of a server that would be started elsewhere.
     *
     * @param folder where it would be started
     * @param engine which database that server speaks to
     * @throws CommandFailed when a file of settings cannot be read
     */
    static Settings of(Map<String, String> environment, Path folder, Engine engine) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withProfile(
                        switch (engine) {
                            case SQLITE -> "prod";
                            case POSTGRESQL -> "cluster";
                        })
                // Other people's VICHE_ variables are no reason to refuse; the server does not either.
                .withValidateUnknown(false)
                .withMapping(VicheConfig.class)
                .withSources(new SysPropConfigSource(), new EnvConfigSource(environment, ENVIRONMENT))
                .withSources(new EnvConfigSource(read(folder.resolve(".env")), DOT_ENV));
        Path beside = folder.resolve("config").resolve(BUILT_IN);
        builder.withSources(new PropertiesConfigSource(read(beside), beside.toString(), BESIDE));
        URL within = Settings.class.getClassLoader().getResource(BUILT_IN);
        if (within != null) {
            try {
                builder.withSources(new PropertiesConfigSource(within, WITHIN));
            } catch (IOException e) {
                throw new IllegalStateException("the program's own " + BUILT_IN + " cannot be read", e);
            }
        }
        return new Settings(builder.build(), engine);
    }

    private static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(
                    "%s cannot be read (%s); mend it or take it away.".formatted(file.toAbsolutePath(), e), 1);
        }
        return lines.stringPropertyNames().stream()
                .collect(java.util.stream.Collectors.toMap(name -> name, lines::getProperty));
    }

    /** All of Viche's own. */
    VicheConfig viche() {
        return config.getConfigMapping(VicheConfig.class);
    }

    /** The log that the server would serve: a file, or in the cluster flavour a database. */
    LogStore log() {
        return switch (engine) {
            case SQLITE -> new DirectoryLog(viche().dataDir(), InstantSource.system());
            case POSTGRESQL -> new DatabaseLog(database());
        };
    }

    Engine engine() {
        return engine;
    }

    /**
     * The database of the cluster flavour.
     *
     * @throws CommandFailed when the settings do not tell
     */
    PostgresDatabase database() {
        String url = value("quarkus.datasource.jdbc.url")
                .orElseThrow(() -> new CommandFailed(
                        "The settings do not tell where the log is; set QUARKUS_DATASOURCE_JDBC_URL,"
                                + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD as the instances have them.",
                        1));
        return new PostgresDatabase(
                url,
                value("quarkus.datasource.username").orElse(""),
                value("quarkus.datasource.password").orElse(""));
    }

    /**
     * Of the single-node flavour alone: copies of its file.
     *
     * @throws CommandFailed in the cluster flavour
     */
    Settings ofOneFile() {
        if (engine == Engine.POSTGRESQL) {
            throw new CommandFailed(
                    "The log of the cluster flavour is in PostgreSQL: back it up and put it back with pg_dump and"
                            + " pg_restore, or as its provider does, and give it a new epoch then ('viche new-epoch').",
                    1);
        }
        return this;
    }

    /** One of the framework's, such as {@code quarkus.http.port}; empty where nobody set it. */
    Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }
}
