package dev.viche.protocol;

/** What ends a connection: the close codes of RFC 6455 section 7.4 and our own in the 4000s. */
public enum Closing {
    /** The client left by its own wish. */
    LEFT(1000, "left", Client.STAYS_AWAY),
    /** The connection arrived at an instance that is going away. */
    GOING_AWAY(1001, "going away", Client.RECONNECTS),
    /** A frame type that is not spoken here. */
    BINARY(1003, "text frames only", Client.STAYS_AWAY),
    /** Text that is not UTF-8. */
    NOT_UTF8(1007, "not UTF-8", Client.STAYS_AWAY),
    /** Refused for its origin, a ban, or want of access. */
    REFUSED(1008, "refused", Client.STAYS_AWAY),
    /** A frame over the limit. */
    TOO_BIG(1009, "frame too big", Client.STAYS_AWAY),
    /** A frame that breaks RFC 6455. */
    PROTOCOL_ERROR(1002, "protocol error", Client.STAYS_AWAY),
    /** A fault of the server. */
    FAULT(1011, "server fault", Client.BACKS_OFF),
    /** This instance has drained the connection. */
    MOVED(1012, "moved", Client.RECONNECTS),
    /** Over capacity. */
    OVER_CAPACITY(1013, "over capacity", Client.BACKS_OFF),
    /** The same session was opened elsewhere. */
    REPLACED(4001, "replaced", Client.STAYS_AWAY),
    /** No join_room in time. */
    NO_JOIN(4002, "no join_room in time", Client.STAYS_AWAY),
    /** Kicked by a moderator. */
    KICKED(4003, "kicked", Client.STAYS_AWAY),
    /** Banned by a moderator. */
    BANNED(4004, "banned", Client.STAYS_AWAY),
    /** The access token of the connection is not good, or not any more. */
    EXPIRED(4401, "token expired", Client.RENEWS),
    /** The login or the account the connection was opened with is gone. */
    LOGGED_OUT(4403, "logged out", Client.STAYS_AWAY),
    /** The reader did not keep up and its outbox is full. */
    SLOW(4008, "reader too slow", Client.RECONNECTS),
    /** Went on flooding after warnings. */
    FLOODING(4029, "flooding", Client.WAITS_A_MINUTE);

    /** What a client does after a close. */
    public enum Client {
        /** It does not reconnect by itself. */
        STAYS_AWAY,
        /** It reconnects at once and resumes. */
        RECONNECTS,
        /** It reconnects after a random wait that grows from try to try. */
        BACKS_OFF,
        /** It gets a new access token and reconnects with that; when it gets none, it stays away. */
        RENEWS,
        /** It reconnects after a minute. */
        WAITS_A_MINUTE
    }

    private final int code;
    private final String reason;
    private final Client client;

    Closing(int code, String reason, Client client) {
        this.code = code;
        this.reason = reason;
        this.client = client;
    }

    /** The close code on the wire. */
    public int code() {
        return code;
    }

    /** The close reason on the wire, at most 123 bytes. */
    public String reason() {
        return reason;
    }

    /** What a client is expected to do. */
    public Client client() {
        return client;
    }
}
