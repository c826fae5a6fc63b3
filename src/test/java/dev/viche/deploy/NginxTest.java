package dev.viche.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx reads the shipped files. */
class NginxTest {

    @TempDir
    Path root;

    private NginxFiles files;

    @BeforeEach
    void laysTheFilesOut() throws Exception {
        files = new NginxFiles(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "tls"})
    void nginxTakesWhatTheContainersMount(String folder) throws Exception {
        files.mount(folder);

        assertTaken(test(NginxFiles.CONTAINERS));
    }

    @Test
    void nginxTakesTheSiteForAMachine() throws Exception {
        files.lay("etc/nginx/nginx.conf", """
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
        files.mount("tls");
        Files.writeString(root.resolve("etc/nginx").resolve(file), "ssl_protocol TLSv1;\n", StandardOpenOption.APPEND);

        Tool.Ending ending = test(NginxFiles.CONTAINERS);

        assertThat(ending.output()).contains("unknown directive \"ssl_protocol\" in", file);
        assertThat(ending.exitCode()).isEqualTo(1);
    }

    @Test
    void aCipherThatIsNotThereIsFound() throws Exception {
        files.mount("tls");
        Path settings = root.resolve("etc/nginx/viche/tls-settings.conf");
        Files.writeString(
                settings, Files.readString(settings).replaceFirst("\nssl_ciphers .*;", "\nssl_ciphers NO-SUCH;"));

        Tool.Ending ending = test(NginxFiles.CONTAINERS);

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
}
