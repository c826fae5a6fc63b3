package dev.viche.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final int AT_ONCE = 4;
    private static final int ROUNDS = 200;

    @TempDir
    Path folder;

    @Test
    void severalThatStartAtOnceShareTheFolderOneOfThemMakes() throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        try (ExecutorService starters = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int round = 0; round < ROUNDS; round++) {
                // Given
                Path data = folder.resolve("data-" + round);

                // When
                List<Future<Path>> prepared = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    prepared.add(starters.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        return DataDirectory.prepare(data);
                    }));
                }

                // Then
                for (Future<Path> each : prepared) {
                    assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(data);
                }
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> DataDirectory.prepare(file))
                .isInstanceOf(UnusableDataDirectory.class)
                .hasMessageContaining("is a file; set VICHE_DATA_DIR to a folder");
    }
}
