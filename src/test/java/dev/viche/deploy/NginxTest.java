package dev.viche.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx reads the shipped files, with the folders of a machine, or of a container, laid below a temporary one. */
class NginxTest {

    private static final Path SHIPPED = Path.of("deploy/nginx");
    private static final String CONTAINERS = "etc/nginx/viche/nginx.conf";

    @TempDir
    Path root;

    @BeforeEach
    void laysTheFilesOut() throws Exception {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lay("etc/nginx/viche/" + SHIPPED.relativize(file), Files.readString(file));
            }
        }
        lay("etc/nginx/mime.types", "types { text/html html; }\n");
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("var/log/nginx"));
        Certificate certificate = Certificate.of("chat.example.org");
        certificate.writeTo(root.resolve("etc/letsencrypt/live/viche"));
        certificate.writeTo(root.resolve("etc/letsencrypt/live/chat.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "tls"})
    void nginxTakesWhatTheContainersMount(String folder) throws Exception {
        mount(folder);

        assertTaken(test(CONTAINERS));
    }

    @Test
    void nginxTakesTheSiteForAMachine() throws Exception {
        lay("etc/nginx/nginx.conf", """
                pid /tmp/nginx.pid;
                events { }
                http {
                    client_body_temp_path /tmp/client_body;
                    proxy_temp_path /tmp/proxy;
                    fastcgi_temp_path /tmp/fastcgi;
                    uwsgi_temp_path /tmp/uwsgi;
                    scgi_temp_path /tmp/scgi;
                    include viche/debian/viche.conf;
                }
                """);

        assertTaken(test("etc/nginx/nginx.conf"));
    }

    /** Were the files not read to their ends, the tests above would say nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"viche/viche.conf", "viche/locations.conf", "viche/tls-settings.conf", "enabled/site.conf"})
    void aMistakeInAnyFileIsFound(String file) throws Exception {
        mount("tls");
        Files.writeString(root.resolve("etc/nginx").resolve(file), "ssl_protocol TLSv1;\n", StandardOpenOption.APPEND);

        Tool.Ending ending = test(CONTAINERS);

        assertThat(ending.output()).contains("unknown directive \"ssl_protocol\" in", file);
        assertThat(ending.exitCode()).isEqualTo(1);
    }

    @Test
    void aCipherThatIsNotThereIsFound() throws Exception {
        mount("tls");
        Path settings = root.resolve("etc/nginx/viche/tls-settings.conf");
        Files.writeString(
                settings, Files.readString(settings).replaceFirst("\nssl_ciphers .*;", "\nssl_ciphers NO-SUCH;"));

        Tool.Ending ending = test(CONTAINERS);

        assertThat(ending.output()).contains("no cipher match");
        assertThat(ending.exitCode()).isEqualTo(1);
    }

    private Tool.Ending test(String configuration) throws Exception {
        return Tool.orSkip("nginx", "nginx-light")
                .run("-t", "-e", "stderr", "-c", root.resolve(configuration).toString());
    }

    private static void assertTaken(Tool.Ending ending) {
        assertThat(ending.output()).contains("test is successful");
        // What is only doubtful it warns of. From 1.25.1 on it warns of "listen ... http2": see tls/site.conf.
        assertThat(ending.output().lines())
                .filteredOn(line -> !line.contains("\"listen ... http2\" directive is deprecated"))
                .noneMatch(line -> line.contains("[warn]"));
        assertThat(ending.exitCode()).isZero();
    }

    private void mount(String folder) throws IOException {
        Path enabled = Files.createDirectories(root.resolve("etc/nginx/enabled"));
        Files.copy(root.resolve("etc/nginx/viche").resolve(folder).resolve("site.conf"), enabled.resolve("site.conf"));
    }

    /** Writes it with every folder below ours, and without the ports that only root may open. */
    private void lay(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                text.replaceAll(" /(etc|tmp|var)/", " " + root + "/$1/")
                        .replaceAll("(?<listen>listen (\\[::]:)?)(?<port>80|443)\\b", "${listen}20${port}"));
    }
}
