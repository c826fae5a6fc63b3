package dev.viche.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Jazzer looks for a text that makes the server fail: the same tries each time, so that a failure is one of the code. It
 * has a process of its own, since it instruments every class it loads. {@code make fuzz} looks on for as long as one
 * likes, and keeps what it learned in {@code target/fuzz}.
 */
class FuzzTest {

    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final Path LEARNED = FOLDER.resolve("learned");
    private static final Path SEEDS = FOLDER.resolve("seeds");
    private static final String RUNS = "30000";
    private static final List<Strangers.Door> DOORS = List.of(Strangers.Door.values());
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

    @Test
    void nothingAStrangerSendsMakesTheServerFail() throws Exception {
        // Given
        Files.createDirectories(LEARNED);
        clear();
        plantSeeds();

        // When
        Path log = FOLDER.resolve("fuzz.log");
        Process jazzer = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        // Then
        try {
            assertThat(jazzer.waitFor(limit(), TimeUnit.SECONDS))
                    .as("the end of fuzzing")
                    .isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        String told = Files.readString(log);
        assertThat(jazzer.exitValue()).as(told).isZero();
        Matcher done = DONE.matcher(told);
        assertThat(done.find()).as(told).isTrue();
        assertThat(Long.parseLong(done.group(1))).as(told).isGreaterThan(1000);
    }

    private static List<String> command() {
        boolean once = seconds() == 0;
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Strangers.class.getName(),
                "--instrumentation_includes=dev.viche.**",
                // It fails itself on a null that Netty's first look at the platform ends with.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
                // Nothing of ours runs in them, and they are many.
                "--custom_hook_excludes=io.vertx.**:io.netty.**:org.flywaydb.**:io.smallrye.**:org.jboss.**",
                "--reproducer_path=" + FOLDER,
                "-artifact_prefix=" + FOLDER + "/",
                once ? "-runs=" + RUNS : "-max_total_time=" + seconds(),
                once ? "-seed=6" : "-seed=0",
                "-max_len=600",
                "-timeout=10",
                "-rss_limit_mb=0",
                once ? SEEDS.toString() : LEARNED.toString(),
                SEEDS.toString());
    }

    /** How long to look on; 0 for the tries of every build. */
    private static long seconds() {
        return Long.getLong("fuzz.seconds", 0);
    }

    private static long limit() {
        return seconds() + 120;
    }

    /** What the run before found worth keeping goes: it writes into the first folder it is given. */
    private static void clear() throws IOException {
        Files.createDirectories(SEEDS);
        try (Stream<Path> seeds = Files.list(SEEDS)) {
            for (Path seed : seeds.toList()) {
                Files.delete(seed);
            }
        }
    }

    /** What both sides say in the golden frames, and words that other programs have stumbled over. */
    private static void plantSeeds() throws IOException {
        int number = 0;
        for (String file : List.of("client", "refused")) {
            try (InputStream in = FuzzTest.class.getResourceAsStream("/frames/" + file + ".json")) {
                for (JsonNode golden : new ObjectMapper().readTree(in)) {
                    plant(number++, golden.path("frame").toString(), Strangers.Door.FRAME);
                }
            }
        }
        for (Strangers.Door door : Strangers.Door.values()) {
            for (String word : List.of(
                    "username=ana&since=7&epoch=e&history=50&resume_token=t",
                    "%00%ff%zz&=&since=-1",
                    "9223372036854775808",
                    "https://chat.example.org:443",
                    "[2001:db8::1%eth0]",
                    // Padded, so that it has the length of a refresh token and less in it.
                    "vr_" + "A".repeat(62) + "==",
                    "{\"iss\":\"viche\",\"aud\":\"viche\",\"exp\":1e99,\"sub\":7,\"sid\":[]}",
                    "{\"iss\":\"viche\",\"aud\":[\"viche\"],\"exp\":\"soon\",\"sub\":\"ana\",\"sid\":null}",
                    "eyJhbGciOiJub25lIn0.e30.",
                    "viche_access=\"; viche_access=,; $Version=1; =",
                    "Bearer viche_bot_%C3",
                    "ⅷ\u202e\u200d\ufeffＡ")) {
                plant(number++, word, door);
            }
        }
    }

    private static void plant(int number, String text, Strangers.Door door) throws IOException {
        Files.writeString(
                SEEDS.resolve(String.valueOf(number)),
                text + "\0".repeat(door.choices) + (char) DOORS.indexOf(door),
                StandardCharsets.UTF_8);
    }
}
