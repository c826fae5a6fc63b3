package dev.viche.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.viche.config.VicheConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server that verifies every signature: S3Proxy on a folder. */
class S3BucketTest {

    private static final String PREFIX = "towns/Київ +1/";

    @TempDir
    private static Path folder;

    private static S3Server server = S3Server.none();

    @BeforeAll
    static void aStoreWithABucket() throws Exception {
        server = S3Server.start(folder);
        Files.createDirectories(server.objects().resolve("backups"));
    }

    @AfterAll
    static void theStoreEnds() {
        server.close();
    }

    @Test
    void aBackupGoesThereAndComesBack() throws Exception {
        // Given
        Talk talk = Talk.of(folder.resolve("data"), 10);
        Backups backups = backups(talk.directory(), bucket(Map.of()));

        // When
        Backups.Made made = backups.make();
        var restored = new Restore(
                        folder.resolve("new"), backups(folder.resolve("new"), bucket(Map.of())), InstantSource.system())
                .from(made.name(), false, false);

        // Then
        assertThat(made.places()).containsExactly("s3://backups/" + PREFIX);
        assertThat(restored.log().entries()).isEqualTo(10);
        try (Stream<Path> stored = Files.walk(server.objects().resolve("backups"))) {
            assertThat(stored.filter(Files::isRegularFile))
                    .hasSize(1)
                    .first()
                    .satisfies(file -> assertThat(file).hasSize(made.size()));
        }

        // When
        for (int i = 0; i < 3; i++) {
            var _ = backups.make();
        }

        // Then
        assertThat(backups.list())
                .hasSize(2)
                .noneMatch(kept -> kept.backup().name().equals(made.name()));
    }

    @Test
    void aWrongSecretIsRefusedAndNotTold() throws Exception {
        S3Bucket bucket = bucket(Map.of("secret-key", "not-the-secret"));

        assertThatThrownBy(bucket::list)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403 SignatureDoesNotMatch")
                .message()
                .doesNotContain("not-the-secret");
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        S3Bucket bucket = bucket(Map.of("bucket", "elsewhere"));

        assertThatThrownBy(bucket::list).hasMessageContaining("404 NoSuchBucket");
    }

    @Test
    void aStoreThatIsNotThereFailsTheBackupOnly() {
        S3Bucket bucket = bucket(Map.of("endpoint", "http://127.0.0.1:1"));

        assertThatThrownBy(bucket::list).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsMissingInTheSettingsIsNamed() {
        assertThatThrownBy(() -> bucket(Map.of("secret-key", "")))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("VICHE_BACKUP_S3_SECRET_KEY");
        assertThatThrownBy(() -> bucket(Map.of("endpoint", "backups.example.org")))
                .hasMessageContaining("VICHE_BACKUP_S3_ENDPOINT");
    }

    private static S3Bucket bucket(Map<String, String> changes) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "endpoint",
                server.endpoint(),
                "bucket",
                "backups",
                "prefix",
                PREFIX,
                "access-key",
                S3Server.ACCESS_KEY,
                "secret-key",
                S3Server.SECRET_KEY));
        settings.putAll(changes);
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(VicheConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue("viche.backup.s3." + name, value));
        return S3Bucket.of(
                config.build().getConfigMapping(VicheConfig.class).backup().s3());
    }

    private static Backups backups(Path directory, Place place) {
        return new Backups(directory, List.of(place), new Keeping(2, Duration.ZERO), InstantSource.system());
    }
}
