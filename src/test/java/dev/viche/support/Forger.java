package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes access tokens by hand, with the server's own key: each has one flaw, so that this alone is why it is refused. */
public final class Forger {

    /** What is wrong with a token. */
    public enum Flaw {
        NONE,
        EXPIRED,
        EVERLASTING,
        WRONG_KEY,
        UNKNOWN_KEY_ID,
        NO_KEY_ID,
        ALGORITHM_NONE,
        ALGORITHM_HS512,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        WRONG_TYPE,
        NO_TYPE,
        NO_SUBJECT,
        ANOTHER_SUBJECT,
        SUBJECT_IS_NO_ID,
        NO_LOGIN,
        UNKNOWN_LOGIN,
        CHANGED,
        NO_SIGNATURE
    }

    private static final String NOBODY = "0192f0c1-9999-7000-8000-000000000000";

    private final byte[] key;

    public Forger(Path dataDirectory) {
        try {
            String newest =
                    Files.readAllLines(dataDirectory.resolve("signing-keys")).getFirst();
            this.key = Base64.getDecoder().decode(newest.split(" ", -1)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String token(Member member, Flaw flaw) {
        String head = encoded(header(flaw)) + "." + encoded(claims(member, flaw));
        String signature = flaw == Flaw.ALGORITHM_NONE || flaw == Flaw.NO_SIGNATURE ? "" : signature(head, flaw);
        if (flaw == Flaw.CHANGED) {
            head = encoded(header(flaw)) + "." + encoded(claims(member, flaw).replace("}", " }"));
        }
        return head + "." + signature;
    }

    private String header(Flaw flaw) {
        String algorithm = switch (flaw) {
            case ALGORITHM_NONE -> "none";
            case ALGORITHM_HS512 -> "HS512";
            default -> "HS256";
        };
        String id = flaw == Flaw.UNKNOWN_KEY_ID ? "AAAAAAAA" : keyId();
        return "{\"alg\":\"%s\"%s%s}"
                .formatted(
                        algorithm,
                        flaw == Flaw.NO_KEY_ID ? "" : ",\"kid\":\"" + id + "\"",
                        flaw == Flaw.NO_TYPE
                                ? ""
                                : ",\"typ\":\"" + (flaw == Flaw.WRONG_TYPE ? "JWT" : "at+jwt") + "\"");
    }

    private static String claims(Member member, Flaw flaw) {
        long now = Instant.now().getEpochSecond();
        StringBuilder claims = new StringBuilder("{\"iat\":" + (now - 1000));
        claims.append(",\"iss\":\"").append(flaw == Flaw.WRONG_ISSUER ? "other" : "viche");
        claims.append("\",\"aud\":\"")
                .append(flaw == Flaw.WRONG_AUDIENCE ? "other" : "viche")
                .append('"');
        if (flaw != Flaw.EVERLASTING) {
            claims.append(",\"exp\":").append(flaw == Flaw.EXPIRED ? now - 1 : now + 100);
        }
        if (flaw != Flaw.NO_SUBJECT) {
            claims.append(",\"sub\":\"")
                    .append(
                            switch (flaw) {
                                case ANOTHER_SUBJECT -> NOBODY;
                                case SUBJECT_IS_NO_ID -> "ana";
                                default -> member.id().toString();
                            })
                    .append('"');
        }
        if (flaw != Flaw.NO_LOGIN) {
            claims.append(",\"sid\":\"")
                    .append(flaw == Flaw.UNKNOWN_LOGIN ? NOBODY : member.login())
                    .append('"');
        }
        return claims.append('}').toString();
    }

    private String signature(String signed, Flaw flaw) {
        String algorithm = flaw == Flaw.ALGORITHM_HS512 ? "HmacSHA512" : "HmacSHA256";
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(flaw == Flaw.WRONG_KEY ? new byte[32] : key, algorithm));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String keyId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 6));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
