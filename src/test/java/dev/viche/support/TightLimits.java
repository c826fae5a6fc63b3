package dev.viche.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/** Limits so small and intervals so short that a test can reach them, and words that are not said. The server is started anew for it, once. */
public final class TightLimits implements QuarkusTestProfile {

    /** Sockets one address may hold. */
    public static final int CONNECTIONS = 40;

    /** Sockets a second one address may open; three times as many at once. */
    public static final int JOINS = 60;

    /** Longest message. */
    public static final int MESSAGE_LENGTH = 20;

    /** Largest frame, in bytes. */
    public static final int FRAME_SIZE = 1024;

    /** Frames a second. */
    public static final int MESSAGES = 10;

    /** A page that may open sockets. */
    public static final String ORIGIN = "https://chat.example.org";

    /** A word that is not said there; the other is ріпа, the same in Ukrainian. */
    public static final String WORD = "turnip";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("viche.heartbeat.interval", "200ms"),
                Map.entry("viche.presence.grace", "500ms"),
                Map.entry("viche.ping.interval", "2s"),
                Map.entry("viche.limits.connections-per-address", String.valueOf(CONNECTIONS)),
                Map.entry("viche.limits.joins-per-second", String.valueOf(JOINS)),
                Map.entry("viche.limits.message-length", String.valueOf(MESSAGE_LENGTH)),
                Map.entry("viche.limits.frame-size", String.valueOf(FRAME_SIZE)),
                Map.entry("viche.limits.messages-per-second", String.valueOf(MESSAGES)),
                Map.entry("viche.origins", ORIGIN),
                Map.entry(
                        "viche.moderation.words-file",
                        Path.of("src/test/resources/words.txt").toAbsolutePath().toString()),
                // Only what a test makes older than a day is pruned, and soon.
                Map.entry("viche.retention.max-age", "24h"),
                Map.entry("viche.retention.check-interval", "200ms"));
    }
}
