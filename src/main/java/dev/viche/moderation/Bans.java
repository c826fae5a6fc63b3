package dev.viche.moderation;

/** What someone who may not enter is told. */
public final class Bans {

    private Bans() {}

    /** The ban as a sentence for whom it keeps out. */
    public static String words(Sanction ban) {
        String where = ban.roomId() == 0 ? "this server" : "this room";
        String why = ban.reason() == null ? "" : " (%s)".formatted(ban.reason());
        return "You are banned from %s %s%s.".formatted(where, ban.untilInWords(), why);
    }
}
