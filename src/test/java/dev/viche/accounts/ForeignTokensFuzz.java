package dev.viche.accounts;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.support.Issuer;
import dev.viche.support.Settings;
import java.time.InstantSource;
import java.util.Map;

/** What another issuer signs is read or refused, whatever it says; what it did not sign is refused. */
public final class ForeignTokensFuzz {

    private static final ForeignTokens TOKENS = tokens();
    private static final String GOOD = Issuer.token("ana");

    /** A signature takes a thousand times as long as anything else here. */
    private static final int SIGNED_ONCE_IN = 64;

    private ForeignTokensFuzz() {}

    private static ForeignTokens tokens() {
        Map<String, String> settings = new Issuer().start();
        settings.forEach(System::setProperty);
        return new ForeignTokens(Settings.of(settings), InstantSource.system());
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        boolean signed = data.consumeInt(0, SIGNED_ONCE_IN - 1) == 0;
        String changed = changed(data.consumeInt(0, GOOD.length() - 1), (char) data.consumeInt(' ', '~'));
        String text = data.consumeRemainingAsString();
        refuse(text);
        if (signed) {
            refuse(changed);
            believe(text);
        }
    }

    private static void believe(String name) {
        Claims read = TOKENS.read(Issuer.token(name, claims -> claims.setClaim("preferred_username", name), _ -> {}));
        if (read instanceof Claims.Foreign foreign && !name.equals(foreign.name())) {
            throw new AssertionError("another name than the issuer gave: " + foreign);
        }
    }

    private static String changed(int place, char by) {
        // The last letter has bits that mean nothing, so there a change may be none.
        return place == GOOD.length() - 1 || GOOD.charAt(place) == by
                ? GOOD + "."
                : GOOD.substring(0, place) + by + GOOD.substring(place + 1);
    }

    private static void refuse(String token) {
        Claims read = TOKENS.read(token);
        if (read != null) {
            throw new AssertionError("a forged token was taken for " + read);
        }
    }
}
