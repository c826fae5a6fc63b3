package dev.viche.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What a bot shows: 32 random bytes behind a mark by which scanners of published source find one that got lost. */
public record BotToken(String text) {

    /** What every one begins with, and no other token. */
    public static final String PREFIX = "viche_bot_";

    private static final int BYTES = 32;

    /** A new one. */
    public static BotToken random() {
        byte[] bytes = new byte[BYTES];
        // Not a constant: one made while a native image is built would be the same in each run.
        new SecureRandom().nextBytes(bytes);
        return new BotToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether that has the form of one. */
    public static boolean isOne(String text) {
        return text.startsWith(PREFIX);
    }

    /** What the database has of it. */
    public String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without the token: what is printed may end in a log. */
    @Override
    public String toString() {
        return "BotToken";
    }
}
