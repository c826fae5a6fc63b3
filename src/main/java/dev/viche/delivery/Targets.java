package dev.viche.delivery;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a webhook may have. An owner of a room names it, and the server calls it: without this it would call
 * for them what only the server can reach, such as its own management port or a cloud's metadata.
 */
final class Targets {

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int SHARED_FIRST = 100;
    private static final int IPV4_LENGTH = 4;

    private final boolean privateAddresses;

    /** @param privateAddresses whether hosts of the operator's own network are good */
    Targets(boolean privateAddresses) {
        this.privateAddresses = privateAddresses;
    }

    /** Why that is not called; null when it may be. Waits for the name to be looked up. */
    @Nullable
    String objection(URI url) {
        String host = url.getHost();
        if (host == null) {
            return "the address has no host";
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!privateAddresses && !isPublic(address)) {
                    return "the host is on a private network; the operator allows that with"
                            + " VICHE_WEBHOOKS_PRIVATE_ADDRESSES";
                }
            }
            return null;
        } catch (UnknownHostException e) {
            return "the host is not known";
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        boolean shared = bytes.length == IPV4_LENGTH && first == SHARED_FIRST && (bytes[1] & 0xc0) == 0x40;
        boolean uniqueLocal = bytes.length > IPV4_LENGTH && (first & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        boolean zero = bytes.length == IPV4_LENGTH && first == 0;
        return !(address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || shared
                || uniqueLocal
                || zero);
    }
}
