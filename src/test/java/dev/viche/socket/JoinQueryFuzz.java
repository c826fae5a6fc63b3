package dev.viche.socket;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.accounts.Origins;
import dev.viche.moderation.Network;
import dev.viche.protocol.FrameRefused;
import dev.viche.support.Settings;
import java.util.Map;

/** What comes with an upgrade: any path, query, origin and forwarded address is understood or refused. */
public final class JoinQueryFuzz {

    private static final Origins OWN = new Origins(Settings.defaults());
    private static final Origins LISTED = new Origins(Settings.of(Map.of("viche.origins", "https://chat.example.org")));

    private JoinQueryFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        String room = data.consumeString(60);
        String word = data.consumeString(60);
        Network.of(word);
        if (OWN.allow(word, "chat.example.org")
                && !word.toLowerCase(java.util.Locale.ROOT).contains("chat.example.org")) {
            throw new AssertionError("a foreign origin was let in: " + word);
        }
        if (LISTED.allow(word, word) && !word.equals("https://chat.example.org")) {
            throw new AssertionError("an origin that is not listed was let in: " + word);
        }
        try {
            JoinQuery.read(room, data.consumeRemainingAsString());
        } catch (FrameRefused _) {
            // As it should be.
        }
    }
}
