package dev.viche.moderation;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from, as limits count it: an IPv4 address, or the first 64 bits of an IPv6 one, since the rest is
 * the subscriber's to choose and to change with every connection (RFC 4291, section 2.5.4).
 *
 * @param number the address; equal numbers are counted together
 */
public record Network(long number) {

    private static final long NO_ADDRESS = 1L << 63 | 1L << 62;
    private static final int IPV4_LENGTH = 4;

    /**
     * The network of that address.
     *
     * @param address as text; a trusted proxy may pass on words that are none, such as {@code unknown}. Null when it is
     *     not known
     */
    public static Network of(@Nullable String address) {
        if (address == null) {
            return new Network(NO_ADDRESS);
        }
        // A link-local address may name its interface, which tells nothing of the client.
        String literal = address.replaceAll("[\\[\\]]|%.*", "");
        try {
            byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Network(
                    bytes.length == IPV4_LENGTH ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getLong());
        } catch (IllegalArgumentException e) {
            return new Network(NO_ADDRESS | Integer.toUnsignedLong(address.hashCode()));
        }
    }
}
