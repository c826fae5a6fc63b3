package dev.viche.rest;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;

/** Words in a query, a path or a body: a reason, a name, a join code. Any text is taken for one or is a problem. */
public final class WordsFuzz {

    private static final int LONGEST_REASON = 500;
    private static final int HASH_LENGTH = 64;

    private WordsFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            String reason = Ruler.reason(text);
            if (reason != null && (reason.isBlank() || reason.codePointCount(0, reason.length()) > LONGEST_REASON)) {
                throw new AssertionError("no reason: " + reason);
            }
        } catch (Problem problem) {
            refused(problem);
        }
        try {
            Name name = Outcomes.username(text);
            if (name.isDirect()) {
                throw new AssertionError("a name that a direct conversation has: " + name);
            }
        } catch (FrameRefused _) {
            // As it should be.
        }
        if (new JoinCode(text).hash().length() != HASH_LENGTH) {
            throw new AssertionError("no hash of " + text);
        }
    }

    private static void refused(Problem problem) {
        if (problem.getResponse().getStatus() != 400) {
            throw new AssertionError("another answer than 400", problem);
        }
    }
}
