package dev.viche.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void everyMigrationIsNamedInItsOrder() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/sqlite"))) {
            assertThat(Schema.MIGRATIONS)
                    .containsExactlyElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList());
        }
    }
}
