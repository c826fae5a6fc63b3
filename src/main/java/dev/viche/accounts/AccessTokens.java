package dev.viche.accounts;

import dev.viche.config.VicheConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads our own access tokens: JWTs (RFC 9068 in form) under HMAC-SHA256, since only this server ever reads
 * them. No other algorithm passes, "none" least of all (RFC 8725, section 3.1).
 */
@Singleton
class AccessTokens {

    static final String ISSUER = "viche";
    static final String LOGIN = "sid";

    private static final String TYPE = "at+jwt";
    private static final AlgorithmConstraints ALGORITHM =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);

    private final SigningKeys keys;
    private final Duration lifetime;
    private final InstantSource clock;

    AccessTokens(SigningKeys keys, VicheConfig config, InstantSource clock) {
        this.keys = keys;
        this.lifetime = config.auth().accessLifetime();
        this.clock = clock;
    }

    /** How long a token is good. */
    Duration lifetime() {
        return lifetime;
    }

    /** A token for that login of that person. */
    String issue(UUID userId, UUID loginId) {
        SigningKey key = keys.newest();
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(ISSUER);
        claims.setSubject(userId.toString());
        claims.setClaim(LOGIN, loginId.toString());
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(lifetime).toEpochMilli()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.key());
        signature.setKeyIdHeaderValue(key.id());
        signature.setHeader("typ", TYPE);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("an access token could not be signed", e);
        }
    }

    /** What a token says; null when it is not ours, was changed, or is too old. */
    @Nullable
    Claims read(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver((signature, _) -> key(signature))
                    .setJwsAlgorithmConstraints(ALGORITHM)
                    .setExpectedType(true, TYPE)
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(ISSUER)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return new Claims.Own(
                    UUID.fromString(claims.getSubject()),
                    UUID.fromString(claims.getClaimValueAsString(LOGIN)),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    private HmacKey key(JsonWebSignature signature) throws UnresolvableKeyException {
        SigningKey key = keys.find(signature.getKeyIdHeaderValue());
        if (key == null) {
            throw new UnresolvableKeyException("no key of that id");
        }
        return key.key();
    }
}
