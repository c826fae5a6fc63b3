package dev.viche.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * A server behind a proxy, which is the test: with {@code X-Forwarded-For} it comes from any address it likes. What all
 * connections of a user and of an address may is so little that a test can reach it.
 */
public class BehindProxy implements QuarkusTestProfile {

    /** Connections of one user. */
    public static final int PER_USER = 2;

    /** Sockets of one address. */
    public static final int PER_ADDRESS = 12;

    /** Sockets of all together. */
    public static final int ALL = 20;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "127.0.0.1",
                "viche.limits.connections", String.valueOf(ALL),
                "viche.limits.connections-per-address", String.valueOf(PER_ADDRESS),
                "viche.limits.connections-per-user", String.valueOf(PER_USER),
                "viche.limits.joins-per-second", "10",
                "viche.limits.messages-per-second", "5",
                "viche.limits.address.messages", "5"));
        settings.putAll(Map.of(
                "viche.limits.address.typing", "1",
                "viche.limits.address.history", "1",
                "viche.limits.address.reads", "2",
                "viche.limits.address.writes", "1",
                "viche.limits.user.joins", "4",
                "viche.limits.user.messages", "5",
                "viche.limits.user.history", "1",
                "viche.limits.user.reads", "1",
                "viche.limits.user.writes", "1"));
        return settings;
    }

    /** The same, but the proxy is not one of those the server trusts. */
    public static final class Untrusted extends BehindProxy {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.http.proxy.trusted-proxies", "192.0.2.99");
            return settings;
        }
    }
}
