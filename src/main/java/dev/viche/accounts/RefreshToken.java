package dev.viche.accounts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token: which login, and 32 random bytes (in hexadecimal here). Of those the database has the SHA-256 only; they are random, so a
 * slow hash would add nothing.
 */
record RefreshToken(UUID loginId, String secret) {

    private static final String PREFIX = "vr_";
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int LENGTH = 67;

    static RefreshToken random(UUID loginId) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new RefreshToken(loginId, HexFormat.of().formatHex(secret));
    }

    /** Reads one; null for what is none. */
    static @Nullable RefreshToken read(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return null;
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            if (decoded.length != ID_BYTES + SECRET_BYTES) {
                // Of the right length with padding, which the decoder allows.
                return null;
            }
            ByteBuffer bytes = ByteBuffer.wrap(decoded);
            UUID loginId = new UUID(bytes.getLong(), bytes.getLong());
            byte[] secret = new byte[SECRET_BYTES];
            bytes.get(secret);
            return new RefreshToken(loginId, HexFormat.of().formatHex(secret));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(loginId.getMostSignificantBits())
                .putLong(loginId.getLeastSignificantBits())
                .put(HexFormat.of().parseHex(secret))
                .array();
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(HexFormat.of().parseHex(secret)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[" + loginId + "]";
    }
}
