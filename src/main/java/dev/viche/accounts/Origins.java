package dev.viche.accounts;

import dev.viche.config.VicheConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may open sockets. A browser sends a page's origin and cannot be made to lie about it; without this check
 * any page could talk in the name of who visits it (cross-site WebSocket hijacking, RFC 6455 section 10.2).
 */
@Singleton
public class Origins {

    private final List<String> allowed;

    public Origins(VicheConfig config) {
        this.allowed = config.origins().orElse(List.of());
    }

    /**
     * Whether that page may.
     *
     * @param origin the Origin header; null for what is no browser
     * @param host the Host header, which names the page's own origin
     */
    public boolean allow(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains("*") || allowed.contains(origin)) {
            return true;
        }
        return allowed.isEmpty() && host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getRawAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
