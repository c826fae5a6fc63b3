package dev.viche.accounts;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.protocol.Person;
import dev.viche.support.Folk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/** Any text is no token, and no change to a token leaves it one. */
public final class ResumeTokensFuzz {

    private static final ResumeTokens TOKENS =
            new ResumeTokens(new byte[32], InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    private static final byte[] ANA = Base64.getUrlDecoder().decode(TOKENS.issue(Folk.ANA));

    private ResumeTokensFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] changed = ANA.clone();
        changed[data.consumeInt(0, changed.length - 1)] ^= (byte) data.consumeInt(1, 255);
        refuse(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        refuse(data.consumeRemainingAsString());
    }

    private static void refuse(String token) {
        Person read = TOKENS.read(token);
        if (read != null) {
            throw new AssertionError("a forged token was taken for " + read);
        }
    }
}
