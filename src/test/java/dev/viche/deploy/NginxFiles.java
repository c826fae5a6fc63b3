package dev.viche.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shipped files for nginx, with the folders of a machine, or of a container, laid below a temporary one. */
final class NginxFiles {

    /** The main file of the containers. */
    static final String CONTAINERS = "etc/nginx/viche/nginx.conf";

    private static final Path SHIPPED = Path.of("deploy/nginx");

    private final Path root;

    NginxFiles(Path root) throws Exception {
        this.root = root;
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

    /** What compose mounts of {@code http} and {@code tls}. */
    Path mount(String folder) throws IOException {
        Path enabled = Files.createDirectories(root.resolve("etc/nginx/enabled"));
        return Files.copy(
                root.resolve("etc/nginx/viche").resolve(folder).resolve("site.conf"), enabled.resolve("site.conf"));
    }

    /** Writes it with every folder below ours, and without the ports that only root may open. */
    void lay(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                text.replaceAll(" /(etc|tmp|var)/", " " + root + "/$1/")
                        .replaceAll("(?<listen>listen (\\[::]:)?)(?<port>80|443)\\b", "${listen}20${port}"));
    }
}
