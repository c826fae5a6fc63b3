package dev.viche.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void everyMigrationIsNamedInItsOrder(String database) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db", database))) {
            assertThat(Schema.MIGRATIONS)
                    .containsExactlyElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList());
        }
    }
}
