package dev.viche.accounts;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jose4j.keys.HmacKey;

/**
 * A key of access tokens.
 *
 * @param id what tokens name it by; made of the key itself, so that all processes call it the same
 * @param key 32 secret bytes or more
 * @param made when
 */
record SigningKey(String id, HmacKey key, Instant made) {

    static final int SHORTEST = 32;
    private static final int ID_BYTES = 6;

    static SigningKey of(byte[] bytes, Instant made) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String id = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
            return new SigningKey(id, new HmacKey(bytes), made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
