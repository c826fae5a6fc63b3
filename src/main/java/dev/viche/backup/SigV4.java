package dev.viche.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 in the {@code Authorization} header, as S3 and what is compatible with it expect it:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html. Own code, since the SDK would add more
 * to a native image than all of the chat: five requests without a session token need these few lines.
 */
final class SigV4 {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE = 8;

    private final String accessKey;
    private final String secretKey;
    private final String region;
    private final String service;

    SigV4(String accessKey, String secretKey, String region, String service) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
        this.service = service;
    }

    /**
     * What a request is signed over. Query names and values are given as they are, not encoded.
     *
     * @param path encoded, see {@link #encodePath}
     * @param bodySha256 hexadecimal
     */
    record Request(
            String method, String host, String path, Map<String, String> query, String bodySha256, Instant time) {}

    /** The headers to send besides {@code Host}: the time, the body's hash, and the signature over all. */
    SortedMap<String, String> headers(Request request) {
        String time = TIME.format(request.time());
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", request.host());
        signed.put("x-amz-content-sha256", request.bodySha256());
        signed.put("x-amz-date", time);
        String authorization = authorization(request, signed, time);
        signed.remove("host");
        signed.put("authorization", authorization);
        return signed;
    }

    /** Over exactly those headers; names in lower case. */
    String authorization(Request request, SortedMap<String, String> headers, String time) {
        String names = String.join(";", headers.keySet());
        String canonical = String.join(
                "\n",
                request.method(),
                request.path(),
                query(request.query()),
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                request.bodySha256());
        String date = time.substring(0, DATE);
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign = String.join("\n", ALGORITHM, time, scope, sha256(canonical));
        byte[] key = hmac(hmac(hmac(hmac(bytes("AWS4" + secretKey), date), region), service), "aws4_request");
        String signature = HexFormat.of().formatHex(hmac(key, toSign));
        return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                .formatted(ALGORITHM, accessKey, scope, names, signature);
    }

    /** Sorted by their encoded names, as both the signature and the URL have them. */
    static String query(Map<String, String> parameters) {
        SortedMap<String, String> encoded = new TreeMap<>();
        parameters.forEach((name, value) -> encoded.put(encode(name), encode(value)));
        return encoded.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    /** Each segment encoded, the slashes kept; S3 encodes once, other services twice. */
    static String encodePath(String path) {
        return encode(path).replace("%2F", "/");
    }

    /** RFC 3986: everything but its unreserved characters; URLEncoder knows another dialect. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : bytes(text)) {
            char c = (char) (octet & 0xff);
            boolean unreserved = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            encoded.append(unreserved ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(bytes(text)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
