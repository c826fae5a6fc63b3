package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Ports;
import dev.viche.support.PostgresServer;
import dev.viche.support.RedisServer;
import dev.viche.support.ServerProcess;
import dev.viche.support.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one test has to itself: a folder under {@code target/process} with a data directory, servers on it with their
 * logs, and guests. With the test all processes end, and then no log may have told anyone's words or token.
 */
final class Machine implements BeforeEachCallback, AfterEachCallback {

    private final Map<String, String> settings = new HashMap<>();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private @Nullable Path folder;

    /** Starts servers with that environment variable from now on. */
    Machine with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Where its servers are started, and where their logs are. */
    Path folder() {
        return java.util.Objects.requireNonNull(folder);
    }

    /** The data directory, unless the settings name another. */
    Path data() {
        return folder().resolve("data");
    }

    /** Starts a server and waits for nothing. */
    ServerProcess launch() {
        return launchIn();
    }

    /**
     * Starts a server by way of a command that becomes it, and waits for nothing.
     *
     * @param command what the program's own command line is put behind
     */
    ServerProcess launchIn(String... command) {
        Path log = folder().resolve("server-%d.log".formatted(servers.size() + 1));
        ServerProcess server = ServerProcess.launch(List.of(command), folder(), settings, log);
        servers.add(server);
        return server;
    }

    /** Servers share one port from now on, so that one can take over from another. */
    Machine onOnePort() {
        return with("QUARKUS_HTTP_PORT", String.valueOf(Ports.free()));
    }

    /** Starts a server and waits until it takes people in. */
    ServerProcess start() {
        return launch().awaitReady();
    }

    /** Waits until so many servers have announced on the log that they serve. */
    void awaitServing(int count) {
        ServerProcess.await(count + " announced", () -> StoredLog.serving(Store.in(data())) == count);
    }

    /** Someone who will be in that room, not connected yet. */
    Guest guest(String name, String room) {
        Guest guest = new Guest(name, room);
        guests.add(guest);
        return guest;
    }

    /** What a killed server left. */
    StoredLog remains() {
        return StoredLog.readRemains(data(), folder().resolve("remains"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        folder = emptied(context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName());
    }

    /** An empty folder of that name, where tests on processes have theirs. */
    static Path emptied(String name) {
        Path empty = Path.of("target", "process").resolve(name).toAbsolutePath();
        try {
            delete(empty);
            return Files.createDirectories(empty);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        servers.forEach(ServerProcess::close);
        assertNothingIsTold(servers);
        for (ServerProcess server : servers) {
            guests.stream()
                    .flatMap(guest -> guest.tokens().stream())
                    .forEach(token -> assertThat(server.log()).doesNotContain(token));
        }
    }

    /** No log has anyone's words, or the password of a database. */
    static void assertNothingIsTold(List<ServerProcess> servers) {
        servers.forEach(server ->
                assertThat(server.log()).doesNotContain(Guest.MARK, PostgresServer.PASSWORD, RedisServer.PASSWORD));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
