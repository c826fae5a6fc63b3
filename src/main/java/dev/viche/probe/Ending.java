package dev.viche.probe;

import dev.viche.protocol.Closing;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended, or why it never served.
 *
 * @param kind a word or a close code, to be counted by
 * @param detail what is known of it, for the one who has to mend it
 * @param closing the close code where there was one of the protocol's
 * @param nobodyListens nothing serves that port at the moment
 */
record Ending(String kind, String detail, @Nullable Closing closing, boolean nobodyListens) {

    private static final int NO_CODE = 1006;

    /** A server at its very end, or a proxy whose server is away. */
    private static final Set<String> AWAY = Set.of("status 502", "status 503");

    /** @param code of the close frame; 1006 where there was none */
    static Ending closed(int code, String reason) {
        Closing closing = Arrays.stream(Closing.values())
                .filter(known -> known.code() == code)
                .findFirst()
                .orElse(null);
        String detail = code == NO_CODE
                ? "the connection was cut without a word"
                : "closed with %d%s".formatted(code, reason.isEmpty() ? "" : " (" + reason + ")");
        return new Ending(Integer.toString(code), detail, closing, false);
    }

    static Ending cut() {
        return closed(NO_CODE, "");
    }

    static Ending unreachable(Throwable cause) {
        boolean refused = cause instanceof ConnectException && !(cause.getMessage() + "").contains("timed out");
        String kind = refused ? "refused" : cause instanceof UnknownHostException ? "unknown host" : "unreachable";
        return new Ending(kind, kind.equals("refused") ? "connection refused" : cause.toString(), null, refused);
    }

    /** The handshake was answered like a request of a browser's. */
    static Ending answered(HttpResponseStatus status) {
        return new Ending("status " + status.code(), "answered by HTTP " + status, null, false);
    }

    static Ending failed(String kind, String detail) {
        return new Ending(kind, detail, null, false);
    }

    Closing.Client advice() {
        return closing == null ? Closing.Client.BACKS_OFF : closing.client();
    }

    /**
     * Whether the server that was asked goes away, or is away for its restart. One that ends cuts off whom the system let
     * in at its last moment.
     */
    boolean isForTheMoment() {
        return nobodyListens
                || closing == Closing.GOING_AWAY
                || closing == Closing.MOVED
                || kind.equals(Integer.toString(NO_CODE))
                || AWAY.contains(kind);
    }
}
