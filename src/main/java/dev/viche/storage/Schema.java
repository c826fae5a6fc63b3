package dev.viche.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** This version's schema in a database that no server has open, made as a server would make it. */
public final class Schema {

    private static final String SQLITE = "db/sqlite/";
    private static final String POSTGRESQL = "db/postgresql/";

    /** Every migration, for either database. Named, since an executable has no folder of resources to look into. */
    static final List<String> MIGRATIONS = List.of(
            "V1__rooms_and_log.sql",
            "V2__instances_and_presence.sql",
            "V3__accounts.sql",
            "V4__roles_and_moderation.sql",
            "V5__bots_and_webhooks.sql",
            "V6__presence_by_name.sql");

    /** The version of the schema that this program knows: that of the last migration. */
    static final String NEWEST = MIGRATIONS.getLast().replaceFirst("^V(\\d+)__.*", "$1");

    // How many migrations were applied is no news to whoever imports. Held, or the level would be forgotten with it.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Schema() {}

    /** Makes an empty log with an epoch and a key of its own. */
    public static void create(Path file) {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        migrate(flyway(SQLITE).dataSource(database));
    }

    /** Makes an empty log where there is none; a schema that is there is brought up to this version's. */
    static void migrate(String url, String username, String password) {
        migrate(flyway(POSTGRESQL).dataSource(url, username, password));
    }

    private static FluentConfiguration flyway(String folder) {
        return Flyway.configure(Schema.class.getClassLoader())
                .resourceProvider(new Scripts(folder))
                .javaMigrationClassProvider(List::of);
    }

    private static void migrate(FluentConfiguration flyway) {
        FLYWAY.setLevel(Level.WARNING);
        flyway.load().migrate();
    }

    /** As Quarkus gives them to Flyway, so that a server finds the history it would have written. */
    private static final class Scripts implements ResourceProvider {

        private final List<LoadableResource> all;

        Scripts(String folder) {
            all = MIGRATIONS.stream()
                    .<LoadableResource>map(name -> new ClassPathResource(
                            null, folder + name, Schema.class.getClassLoader(), StandardCharsets.UTF_8))
                    .toList();
        }

        @Override
        public @Nullable LoadableResource getResource(String name) {
            // Asked for what may go with a script, too.
            return all.stream()
                    .filter(script -> script.getRelativePath().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return all.stream()
                    .filter(script -> script.getFilename().startsWith(prefix)
                            && Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
                    .toList();
        }
    }
}
