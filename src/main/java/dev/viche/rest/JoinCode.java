package dev.viche.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** A code that lets accounts into a room: 79 random bits in letters and digits that nobody confuses. */
record JoinCode(String text) {

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    /** A new one. */
    static JoinCode random() {
        // Not a constant: one made while a native image is built would be the same in each run.
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new JoinCode(text.toString());
    }

    /** What the database has of it. Plain SHA-256 will do: nobody guesses 79 bits. */
    String hash() {
        try {
            byte[] bytes = text.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without the code: what is printed may end in a log. */
    @Override
    public String toString() {
        return "JoinCode";
    }
}
