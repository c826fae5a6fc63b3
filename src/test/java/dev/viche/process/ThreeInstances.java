package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import dev.viche.support.ServerProcess;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster for all tests of a class, in which nothing breaks: its end finds out whether an instance complained. */
final class ThreeInstances implements BeforeAllCallback, AfterAllCallback {

    static final int COUNT = 3;
    static final String PASSWORD = "a password for tests only";

    private static final String ADMIN = "olena";

    private @Nullable Cluster cluster;

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = Cluster.start(
                        Machine.emptied(context.getRequiredTestClass().getSimpleName()),
                        COUNT,
                        Map.of(
                                "VICHE_PRESENCE_GRACE", "2s",
                                "VICHE_HEARTBEAT_INTERVAL", "0",
                                "VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000",
                                "VICHE_WEBHOOKS_PRIVATE_ADDRESSES", "true",
                                "VICHE_ADMIN_USERNAME", ADMIN,
                                "VICHE_ADMIN_PASSWORD", PASSWORD))
                .awaitReady();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (cluster != null) {
            cluster.close();
            assertThat(cluster.complaints()).filteredOn(ThreeInstances::isGrave).isEmpty();
            Machine.assertNothingIsTold(cluster.everyone());
        }
    }

    /** On a machine that is too busy the news is late, and the bus counts as down for a moment; nothing is lost by that. */
    private static boolean isGrave(String complaint) {
        return !complaint.contains("The bus is down: ");
    }

    ServerProcess at(int instance) {
        return cluster().instance(instance);
    }

    URI uri(int instance) {
        return Api.uri(at(instance));
    }

    Api.Answer call(int instance, String method, String path, @Nullable String token, @Nullable Map<String, ?> body) {
        return Api.call(at(instance), method, path, token, body);
    }

    /** The access token of the one admin. */
    String logIn() {
        Map<String, String> who = Map.of("username", ADMIN, "password", PASSWORD);
        ServerProcess.await(
                "the admin", () -> call(0, "POST", "/logins", null, who).status() == 201);
        return call(0, "POST", "/logins", null, who).body().path("access_token").asText();
    }

    /** The log they share. */
    StoredLog log() {
        return StoredLog.read(cluster().store());
    }

    /** That room's texts in the log. */
    List<Entry> stored(String room) {
        return log().room(room);
    }

    private Cluster cluster() {
        if (cluster == null) {
            throw new AssertionError("no instance was started");
        }
        return cluster;
    }
}
