package dev.viche.accounts;

import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads resume tokens: user id, expiry and name under an HMAC-SHA256 (RFC 2104). Nothing is stored, so a token
 * survives restarts and is good at every instance on the same log.
 */
public final class ResumeTokens {

    /** How long a token makes its holder the same guest. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_LENGTH = 32;
    private static final int FIXED_LENGTH = MAC_LENGTH + 16 + 8;
    private static final int MAX_LENGTH = 512;

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** @param key 32 secret bytes */
    public ResumeTokens(byte[] key, InstantSource clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    /** A token that makes its holder this person for the next 24 hours. */
    public String issue(Person person) {
        byte[] name = person.name().value().getBytes(StandardCharsets.UTF_8);
        byte[] body = ByteBuffer.allocate(16 + 8 + name.length)
                .putLong(person.userId().getMostSignificantBits())
                .putLong(person.userId().getLeastSignificantBits())
                .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
                .put(name)
                .array();
        byte[] token = ByteBuffer.allocate(MAC_LENGTH + body.length)
                .put(mac(body))
                .put(body)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The person a token names; null when it is not ours, was changed, or is too old. */
    public @Nullable Person read(String token) {
        if (token.length() > MAX_LENGTH) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length <= FIXED_LENGTH) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] mac = new byte[MAC_LENGTH];
        byte[] body = new byte[bytes.length - MAC_LENGTH];
        buffer.get(mac).get(body);
        // Constant time: an answer's delay must not tell how much of a forged signature was right.
        if (!MessageDigest.isEqual(mac, mac(body))) {
            return null;
        }
        return person(ByteBuffer.wrap(body));
    }

    private @Nullable Person person(ByteBuffer body) {
        UUID userId = new UUID(body.getLong(), body.getLong());
        if (clock.instant().getEpochSecond() >= body.getLong()) {
            return null;
        }
        try {
            return new Person(
                    userId,
                    Name.ofPerson(
                            "username", StandardCharsets.UTF_8.decode(body).toString()));
        } catch (FrameRefused e) {
            return null;
        }
    }

    private byte[] mac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
