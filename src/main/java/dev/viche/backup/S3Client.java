package dev.viche.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signed requests to one endpoint, by the JDK's oldest client: {@code viche health} has it in the executable anyway. An
 * answer other than 2xx is an {@link IOException} that names the store's own reason.
 */
final class S3Client {

    private static final int CONNECT_MS = 10_000;
    // A store that stands still for that long is as good as gone.
    private static final int READ_MS = 60_000;
    private static final int MOST_COMPLAINT = 8 * 1024;
    private static final String NO_BODY = SigV4.sha256("");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");

    private final URI endpoint;
    private final SigV4 signature;

    /** @param endpoint scheme, host and port only */
    S3Client(URI endpoint, SigV4 signature) {
        this.endpoint = endpoint;
        this.signature = signature;
    }

    /** The answer's body; the caller closes it. */
    InputStream get(String path, Map<String, String> query) throws IOException {
        HttpURLConnection connection = open("GET", path, query, NO_BODY);
        return answered(connection).getInputStream();
    }

    void put(String path, Path file) throws IOException {
        HttpURLConnection connection = open("PUT", path, Map.of(), sha256(file));
        connection.setDoOutput(true);
        // Streamed: otherwise the whole of it would be held in memory.
        connection.setFixedLengthStreamingMode(Files.size(file));
        try (OutputStream body = connection.getOutputStream()) {
            Files.copy(file, body);
        }
        answered(connection).getInputStream().close();
    }

    void delete(String path) throws IOException {
        answered(open("DELETE", path, Map.of(), NO_BODY)).getInputStream().close();
    }

    private HttpURLConnection open(String method, String path, Map<String, String> query, String bodySha256)
            throws IOException {
        String encoded = SigV4.encodePath(path);
        String tail = query.isEmpty() ? "" : "?" + SigV4.query(query);
        var connection = (HttpURLConnection)
                URI.create(endpoint + encoded + tail).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(READ_MS);
        // A redirect is signed for another host: nothing may be sent there.
        connection.setInstanceFollowRedirects(false);
        signature
                .headers(new SigV4.Request(method, endpoint.getAuthority(), encoded, query, bodySha256, Instant.now()))
                .forEach(connection::setRequestProperty);
        return connection;
    }

    private HttpURLConnection answered(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status / 100 == 2) {
            return connection;
        }
        try (InputStream body = connection.getErrorStream()) {
            String said = body == null ? "" : new String(body.readNBytes(MOST_COMPLAINT), StandardCharsets.UTF_8);
            Matcher code = CODE.matcher(said);
            throw new IOException("%s answered %s with %d%s"
                    .formatted(
                            endpoint, connection.getRequestMethod(), status, code.find() ? " " + code.group(1) : ""));
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = SigV4.digest();
        try (InputStream body = new DigestInputStream(Files.newInputStream(file), digest)) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
