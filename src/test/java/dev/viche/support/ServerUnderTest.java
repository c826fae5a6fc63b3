package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the contract is held against: the server in this JVM; or, with the property {@code program.under.test}, that program
 * as a process of its own; or, with {@code contract.on=cluster}, three instances of the cluster flavour behind an nginx. They
 * have the settings that the server in this JVM has. There is one for each set of settings, since the test engine loads
 * this class anew for each.
 */
final class ServerUnderTest {

    private static final int INSTANCES = 3;
    private static final boolean CLUSTERED = "cluster".equals(System.getProperty("contract.on"));
    private static final @Nullable Clustered CLUSTER = CLUSTERED ? startCluster() : null;
    private static final @Nullable ServerProcess PROCESS =
            CLUSTERED || System.getProperty("program.under.test") == null ? null : start();

    private ServerUnderTest() {}

    private record Clustered(Cluster cluster, Nginx nginx) {}

    /** Whether it is several instances. */
    static boolean isClustered() {
        return CLUSTERED;
    }

    /** Where it answers. */
    static URI url() {
        if (CLUSTER != null) {
            return URI.create("http://127.0.0.1:%d/".formatted(CLUSTER.nginx().port()));
        }
        return PROCESS == null
                ? URI.create(ConfigProvider.getConfig().getValue("test.url", String.class))
                : URI.create("http://127.0.0.1:%d/".formatted(PROCESS.port()));
    }

    /** Its data directory. */
    static Path data() {
        return PROCESS == null && CLUSTER == null ? inThisJvm() : folder().resolve("data");
    }

    /** Its log. */
    static Store store() {
        return CLUSTER == null ? Store.in(data()) : CLUSTER.cluster().store();
    }

    private static Path inThisJvm() {
        return Path.of(ConfigProvider.getConfig().getValue("viche.data-dir", String.class));
    }

    private static Path folder() {
        Path data = inThisJvm().toAbsolutePath();
        return data.resolveSibling(data.getFileName() + (CLUSTERED ? "-cluster" : "-program"));
    }

    private static ServerProcess start() {
        Map<String, String> settings = settings();
        settings.put("VICHE_DATA_DIR", folder().resolve("data").toString());
        try {
            Path folder = Files.createDirectories(folder());
            return ServerProcess.launch(folder, settings, folder.resolve("server.log"))
                    .awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Clustered startCluster() {
        Path folder = folder();
        Cluster cluster = Cluster.start(folder, INSTANCES, settings()).awaitReady();
        try {
            // Where a server alone keeps what its tokens are signed with.
            Files.writeString(
                    Files.createDirectories(folder.resolve("data")).resolve("signing-keys"),
                    "0 " + Cluster.SIGNING_KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Clustered(cluster, Nginx.start(folder.resolve("nginx"), cluster.ports()));
    }

    /** Those of the server in this JVM, as environment variables. */
    private static Map<String, String> settings() {
        Config config = ConfigProvider.getConfig();
        Map<String, String> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("viche.") || name.startsWith("quarkus.http.proxy.")) {
                String value = config.getConfigValue(name).getValue();
                if (value != null) {
                    settings.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
                }
            }
        }
        return settings;
    }
}
