package dev.viche.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.storage.Engine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void theLogOfTheClusterIsTheDatabaseThatIsSet() {
        // Given
        String url = "jdbc:postgresql://db.example.org:5432/viche";

        // When
        Settings settings = Settings.of(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", url + "?password=hush", "VICHE_DATA_DIR", "/srv/viche"),
                folder,
                Engine.POSTGRESQL);

        // Then
        assertThat(settings.log()).hasToString(url);
        assertThat(Settings.of(Map.of("VICHE_DATA_DIR", "/srv/viche"), folder, Engine.SQLITE)
                        .log())
                .hasToString("/srv/viche");
    }

    @Test
    void aDatabaseThatIsNotSetIsAskedFor() {
        Settings settings = Settings.of(Map.of(), folder, Engine.POSTGRESQL);

        assertThatThrownBy(settings::log)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void copiesOfAFileAreRefusedWhereThereIsNone() {
        Settings cluster = Settings.of(Map.of(), folder, Engine.POSTGRESQL);

        assertThatThrownBy(cluster::ofOneFile)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContainingAll("pg_dump", "new-epoch");
        assertThat(Settings.of(Map.of(), folder, Engine.SQLITE)
                        .ofOneFile()
                        .viche()
                        .dataDir())
                .isEqualTo(Path.of("./data"));
    }

    @Test
    void nothingSetIsWhatTheServerDoesByDefault() {
        // When
        Settings settings = Settings.of(Map.of(), folder, Engine.SQLITE);

        // Then
        assertThat(settings.viche().dataDir()).isEqualTo(Path.of("./data"));
        assertThat(settings.viche().drain().timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(LocalServer.of(settings)).isEqualTo(URI.create("http://127.0.0.1:8080"));
    }

    @Test
    void theEnvironmentGoesBeforeTheFilesAndDotEnvBeforeTheOther() throws IOException {
        // Given
        Files.writeString(folder.resolve(".env"), "QUARKUS_HTTP_PORT=8082\nVICHE_DATA_DIR=/srv/env\n");
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(
                folder.resolve("config/application.properties"),
                "quarkus.http.port=8083\nviche.data-dir=/srv/file\nviche.drain.timeout=2h\n");

        // When
        Settings settings = Settings.of(Map.of("QUARKUS_HTTP_PORT", "8081"), folder, Engine.SQLITE);

        // Then
        assertThat(settings.value("quarkus.http.port")).contains("8081");
        assertThat(settings.viche().dataDir()).isEqualTo(Path.of("/srv/env"));
        assertThat(settings.viche().drain().timeout()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aVariableThatMeansNothingToUsIsNoFault() {
        // When
        Settings settings =
                Settings.of(Map.of("VICHE_FESTIVAL", "2026", "VICHE_DATA_DIR", "/srv/viche"), folder, Engine.SQLITE);

        // Then
        assertThat(settings.viche().dataDir()).isEqualTo(Path.of("/srv/viche"));
    }

    @Test
    void theServerIsReachedWhereItListens() {
        assertThat(server("QUARKUS_HTTP_HOST", "0.0.0.0")).hasToString("http://127.0.0.1:8080");
        assertThat(server("QUARKUS_HTTP_HOST", "::1")).hasToString("http://[::1]:8080");
        assertThat(server("QUARKUS_HTTP_HOST", "chat.local")).hasToString("http://chat.local:8080");
        assertThat(server("QUARKUS_HTTP_INSECURE_REQUESTS", "redirect")).hasToString("https://127.0.0.1:8443");
    }

    @Test
    void aPortThatTheSystemChoosesIsAskedFor() {
        assertThatThrownBy(() -> server("QUARKUS_HTTP_PORT", "0"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--url");
    }

    private URI server(String name, String value) {
        return LocalServer.of(Settings.of(Map.of(name, value), folder, Engine.SQLITE));
    }
}
