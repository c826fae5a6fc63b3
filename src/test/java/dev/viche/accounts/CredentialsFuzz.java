package dev.viche.accounts;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.support.RawRequests;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Any headers: there is a token in them or there is none. They go over a real connection, for what reads cookies and
 * headers first is the framework.
 */
public final class CredentialsFuzz {

    private static final AtomicReference<@Nullable Throwable> FAILED = new AtomicReference<>();
    private static final AtomicReference<@Nullable String> SHOWN = new AtomicReference<>();
    private static final RawRequests SERVER = new RawRequests(listening().actualPort());

    private CredentialsFuzz() {}

    private static HttpServer listening() {
        try {
            return Vertx.vertx()
                    .createHttpServer()
                    .requestHandler(CredentialsFuzz::read)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    // What fails on the event loop would be the framework's to answer; here it fails the run.
    @SuppressWarnings("CatchingUnchecked")
    private static void read(HttpServerRequest request) {
        try {
            SHOWN.set(Credentials.of(request));
            var _ = Credentials.cookie(request);
            var _ = request.getCookie(Credentials.REFRESH_COOKIE);
        } catch (Throwable e) {
            FAILED.set(e);
        }
        var _ = request.response().end();
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        String header = data.pickValue(new String[] {
            "Authorization: ",
            "Authorization: Bearer ",
            "Cookie: ",
            "Cookie: viche_access=",
            "Sec-WebSocket-Protocol: ",
            "Sec-WebSocket-Protocol: quarkus-http-upgrade#Authorization#"
        });
        String value = data.consumeRemainingAsString().replaceAll("[\r\n]", "");
        FAILED.set(null);
        SHOWN.set(null);
        int status = SERVER.send("GET / HTTP/1.1", header + value);
        Throwable failed = FAILED.get();
        if (failed != null) {
            throw new AssertionError("headers were not read: " + header + value, failed);
        }
        if (status != 200 && status != 400 && status != 431) {
            throw new AssertionError("answered with " + status);
        }
        String shown = SHOWN.get();
        if (shown != null && !stands(shown, header + value)) {
            throw new AssertionError("a token that nobody showed: " + shown);
        }
    }

    private static boolean stands(String token, String header) {
        // As it comes off the wire, where a byte is a letter.
        String line = new String(header.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (line.contains(token)) {
            return true;
        }
        return header.startsWith("Sec-")
                && QueryStringDecoder.decodeComponent(line).contains(token);
    }
}
