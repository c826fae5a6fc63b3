package dev.viche.protocol;

/** What answers a frame that was not carried out; the connection stays open. */
public enum Refusal {
    /** The text is not one JSON object. */
    INVALID_JSON("invalid_json", false),
    /** The object is not a frame of the protocol. */
    INVALID_FRAME("invalid_frame", false),
    /** The frame needs a room and the connection is in none. */
    NOT_JOINED("not_joined", false),
    /** Someone present in the room has that name. */
    USERNAME_TAKEN("username_taken", false),
    /** There is no such room, or it is not the caller's to see. */
    ROOM_NOT_FOUND("room_not_found", false),
    /** The caller may not do this. */
    FORBIDDEN("forbidden", false),
    /** The caller may read but not speak for now. */
    MUTED("muted", false),
    /** Too many frames. A client that sent them again by itself would be flooding: its user may, in a while. */
    RATE_LIMITED("rate_limited", false),
    /** The text is longer than the limit. */
    TOO_LONG("too_long", false),
    /** What the frame names is not there. */
    NOT_FOUND("not_found", false),
    /** The same client_message_id was used for another text. */
    CONFLICT("conflict", false),
    /** The log cannot be written now; the same frame passes later. */
    STORAGE_UNAVAILABLE("storage_unavailable", true),
    /** This instance is going away; the same frame passes at another. */
    DRAINING("draining", true),
    /** A fault of the server. */
    INTERNAL("internal", true);

    private final String code;
    private final boolean retry;

    Refusal(String code, boolean retry) {
        this.code = code;
        this.retry = retry;
    }

    /** The code on the wire. */
    public String code() {
        return code;
    }

    /** Whether a client may send the same frame again by itself, after a while. */
    public boolean retry() {
        return retry;
    }
}
