package dev.viche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;

/**
 * What a server said of its health.
 *
 * @param healthy whether it answered, and with 200
 * @param line one line for people
 */
record HealthAnswer(boolean healthy, String line) {

    // A health report is a few hundred bytes; whatever else answers there is not read to its end.
    private static final int LONGEST = 64 * 1024;

    /**
     * Asks {@code <server>/health/<kind>}.
     *
     * @param kind live, ready or started
     * @param limit for the whole answer
     * @param insecure whether any certificate will do
     */
    static HealthAnswer ask(URI server, String kind, Duration limit, boolean insecure) {
        URI place = URI.create(server.toString().replaceAll("/+$", "") + "/health/" + kind);
        var asked = new CompletableFuture<HealthAnswer>();
        // The connection's own limits hold for each read; a server that drips is ended by this one.
        // Not a virtual thread: in a native image the first line of the log, be it suppressed, cannot be made on one.
        Thread.ofPlatform().daemon().start(() -> {
            try {
                asked.complete(request(place, kind, limit, insecure));
            } catch (IOException | RuntimeException e) {
                asked.completeExceptionally(e);
            }
        });
        try {
            return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new HealthAnswer(
                    false, "Not %s: %s did not answer within %d ms.".formatted(kind, place, limit.toMillis()));
        } catch (ExecutionException e) {
            return new HealthAnswer(false, "Not %s: %s cannot be asked (%s).".formatted(kind, place, reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HealthAnswer(false, "Not %s: interrupted before %s answered.".formatted(kind, place));
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause == null) {
            return failure.toString();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static HealthAnswer request(URI place, String kind, Duration limit, boolean insecure) throws IOException {
        var connection = (HttpURLConnection) place.toURL().openConnection();
        if (insecure && connection instanceof HttpsURLConnection tls) {
            tls.setSSLSocketFactory(AnyCertificate.context().getSocketFactory());
            tls.setHostnameVerifier((_, _) -> true);
        }
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            InputStream body = status < HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getInputStream()
                    : connection.getErrorStream();
            byte[] report = body == null ? new byte[0] : body.readNBytes(LONGEST);
            return status == HttpURLConnection.HTTP_OK
                    ? new HealthAnswer(true, "%s: %s answered 200.".formatted(capital(kind), place))
                    : new HealthAnswer(
                            false, "Not %s: %s answered %d%s.".formatted(kind, place, status, complaint(report)));
        } finally {
            connection.disconnect();
        }
    }

    private static String capital(String kind) {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }

    /** Which checks are down, and why, from a report of MicroProfile Health; empty where it is none. */
    private static String complaint(byte[] report) {
        try {
            JsonNode checks = new ObjectMapper().readTree(report).path("checks");
            String down = checks.valueStream()
                    .filter(check -> check.path("status").asText().equals("DOWN"))
                    .map(check -> check.path("name").asText() + " is down" + because(check))
                    .collect(Collectors.joining("; "));
            return down.isEmpty() ? "" : ": " + down;
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("bytes in memory were not read", e);
        }
    }

    private static String because(JsonNode check) {
        String reason = check.path("data").path("reason").asText().replaceAll("[.\\s]+$", "");
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }
}
