package dev.viche.accounts;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.storage.Engine;
import dev.viche.support.ManualClock;
import dev.viche.support.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Any text is no access token, and no change to one leaves it good. Claims that make no sense are refused even under a
 * good signature, for the key may be shared with another program.
 */
public final class AccessTokensFuzz {

    private static final byte[] KEY = new byte[SigningKey.SHORTEST];
    private static final ManualClock CLOCK = new ManualClock();
    private static final AccessTokens TOKENS = tokens();
    private static final UUID ANA = UUID.fromString("0192f0c1-1111-7000-8000-00000000000a");
    private static final String[] GOOD = TOKENS.issue(ANA, ANA).split("\\.", -1);

    private AccessTokensFuzz() {}

    private static AccessTokens tokens() {
        var config = Settings.of(
                Map.of("viche.auth.signing-keys", Base64.getEncoder().encodeToString(KEY)));
        return new AccessTokens(new SigningKeys(config, Engine.SQLITE, CLOCK), config, CLOCK);
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        refuse(changed(data.consumeInt(0, 2), data.consumeInt(0, 255), (byte) data.consumeInt(1, 255)));
        String text = data.consumeRemainingAsString();
        refuse(text);
        believe(text);
    }

    /** The good token with one byte of one of its three parts changed. */
    private static String changed(int part, int place, byte by) {
        byte[] bytes = Base64.getUrlDecoder().decode(GOOD[part]);
        bytes[place % bytes.length] ^= by;
        String[] parts = GOOD.clone();
        parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return String.join(".", parts);
    }

    private static void refuse(String token) {
        Claims read = TOKENS.read(token);
        if (read != null) {
            throw new AssertionError("a forged token was taken for " + read);
        }
    }

    /** Signs it, whatever it says: it is read or refused, and what is read is not over. */
    private static void believe(String claims) {
        String signed = GOOD[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Claims read = TOKENS.read(signed + "." + signature(signed));
        if (read != null && read.expires().isBefore(CLOCK.instant())) {
            throw new AssertionError("a token that is over was taken for " + read);
        }
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
