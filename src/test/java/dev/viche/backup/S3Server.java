package dev.viche.backup;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** S3Proxy in a process of its own, with its buckets in a folder. */
final class S3Server implements AutoCloseable {

    static final String ACCESS_KEY = "viche-test";
    static final String SECRET_KEY = "a secret/with+signs=";

    private static final Pattern LISTENS = Pattern.compile("ServerConnector.*127\\.0\\.0\\.1:(\\d+)");

    private final @Nullable Process process;
    private final Path objects;
    private final String endpoint;

    private S3Server(@Nullable Process process, Path objects, String endpoint) {
        this.process = process;
        this.objects = objects;
        this.endpoint = endpoint;
    }

    static S3Server none() {
        return new S3Server(null, Path.of(""), "");
    }

    /** Starts it on a free port, and waits until it listens there. */
    static S3Server start(Path folder) throws IOException {
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Path log = folder.resolve("s3proxy.log");
        Path settings =
                Files.writeString(folder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """.formatted(ACCESS_KEY, SECRET_KEY, objects));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        Path.of("target/s3proxy/s3proxy.jar").toAbsolutePath().toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        ServerProcess.await(
                "S3Proxy listens", () -> LISTENS.matcher(Files.readString(log)).find());
        Matcher port = LISTENS.matcher(Files.readString(log));
        if (!port.find()) {
            throw new AssertionError("S3Proxy does not tell its port");
        }
        return new S3Server(process, objects, "http://127.0.0.1:" + port.group(1));
    }

    String endpoint() {
        return endpoint;
    }

    /** A folder for each bucket. */
    Path objects() {
        return objects;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
