package dev.viche.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartMemoryTest {

    @Test
    void onlyWhatIsOfTheFileAndCannotDifferFromItIsGivenBack() {
        // Given
        String smaps = mapping("00400000-00402000 r-xp 00000000 fe:00 42 /opt/viche/viche", 4, 0, 0)
                + mapping("00402000-00403000 r--p 00002000 fe:00 42 /opt/viche/viche", 4, 4, 0)
                + mapping("00403000-00407000 rw-p 00003000 fe:00 42 /opt/viche/viche", 0, 0, 0)
                + mapping("00407000-0040f000 r--p 00007000 fe:00 42 /opt/viche/viche", 0, 0, 0)
                + mapping("0040f000-00410000 r--p 0000f000 fe:00 42 /opt/viche/viche", 0, 0, 4)
                + mapping("00410000-00411000 ---p 00010000 fe:00 42 /opt/viche/viche", 0, 0, 0)
                + mapping("7f0000000000-7f0000001000 r-xp 00000000 fe:00 43 /opt/viche/libsqlitejdbc.so", 0, 0, 0)
                + mapping("7f0000001000-7f0000002000 r--p 00000000 00:00 0 ", 0, 0, 0);

        // Then
        assertThat(StartMemory.unchanged(smaps, "/opt/viche/viche"))
                .containsExactly(new StartMemory.Range(0x400000, 0x2000), new StartMemory.Range(0x407000, 0x8000));
    }

    @Test
    void whatTheKernelTellsOfThisProcessIsUnderstood() throws IOException {
        assertThat(StartMemory.unchanged(
                        Files.readString(Path.of("/proc/self/smaps")),
                        Path.of("/proc/self/exe").toRealPath().toString()))
                .isNotEmpty()
                .allSatisfy(range -> assertThat(range.length()).isPositive());
    }

    private static String mapping(String header, int dirty, int anonymous, int swapped) {
        return header + """

                Rss:                   8 kB
                Private_Clean:         4 kB
                Private_Dirty:         %d kB
                Anonymous:             %d kB
                Swap:                  %d kB
                VmFlags: rd mr mw me
                """.formatted(dirty, anonymous, swapped);
    }
}
