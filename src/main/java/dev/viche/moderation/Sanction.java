package dev.viche.moderation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone, or an address, that may not speak or not enter.
 *
 * @param id its number
 * @param roomId where; 0 for the whole server
 * @param userId who; null for an address
 * @param username what they were called, as far as it was known
 * @param network the address, as limits count it; null for a person
 * @param withAddress whether the addresses the person was connected from are banned with them
 * @param until when it ends; {@link #FOREVER} when it does not
 * @param givenBy who imposed it
 */
public record Sanction(
        long id,
        Kind kind,
        long roomId,
        @Nullable UUID userId,
        @Nullable String username,
        @Nullable Long network,
        boolean withAddress,
        Instant until,
        @Nullable String reason,
        UUID givenBy,
        Instant givenAt) {

    /** The end of what does not end. */
    public static final Instant FOREVER = Instant.ofEpochMilli(253_402_300_799_000L);

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What may not be done. */
    public enum Kind {
        /** Speak; only in a room. */
        MUTE,
        /** Enter. */
        BAN
    }

    /** When it ends, for who is told of it. */
    public String untilInWords() {
        return until.equals(FOREVER) ? "for good" : "until %s UTC".formatted(TO_THE_MINUTE.format(until));
    }
}
