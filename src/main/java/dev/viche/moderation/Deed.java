package dev.viche.moderation;

import java.util.Locale;

/** What is done to rooms and people, as the audit trail calls it. */
public enum Deed {
    ROOM_CREATED,
    ROOM_RENAMED,
    ROOM_CHANGED,
    ROLE_GIVEN,
    ROLE_TAKEN,
    CODE_MADE,
    CODE_REVOKED,
    CODE_USED,
    BOT_MADE,
    BOT_REMOVED,
    WEBHOOK_MADE,
    WEBHOOK_REMOVED,
    KICKED,
    MUTED,
    UNMUTED,
    BANNED,
    UNBANNED,
    MESSAGE_DELETED;

    /** As it is called on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
