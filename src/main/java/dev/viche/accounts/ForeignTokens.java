package dev.viche.accounts;

import dev.viche.config.AuthConfig;
import dev.viche.config.VicheConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens of an OpenID Connect issuer, when one is set. Its keys are fetched from its JWKS address with the first
 * token, kept, and asked for again when a token names a key that is not among them, every ten seconds at most.
 */
@Singleton
class ForeignTokens {

    private static final int TIMEOUT_MILLIS = 3000;
    private static final Duration REPRIEVE = Duration.ofSeconds(10);

    /** Signatures by key pairs only: whoever can read a public key must not be able to sign with it. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.EDDSA);

    private final AuthConfig.Oidc config;
    private final InstantSource clock;
    private volatile @Nullable HttpsJwksVerificationKeyResolver keys;

    ForeignTokens(VicheConfig config, InstantSource clock) {
        this.config = config.oidc();
        this.clock = clock;
    }

    /** What a token says; null when no issuer is set, or it is not that issuer's, not for us, changed, or too old. */
    @Nullable
    Claims read(String token) {
        if (config.issuer().isEmpty()
                || config.jwksUrl().isEmpty()
                || config.audience().isEmpty()) {
            return null;
        }
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(keys(config.jwksUrl().get()))
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setExpectedIssuer(config.issuer().get())
                    .setExpectedAudience(config.audience().get())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return new Claims.Foreign(
                    new Subject(claims.getIssuer(), claims.getSubject()),
                    claims.getClaimValueAsString(config.usernameClaim()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return null;
        }
    }

    private HttpsJwksVerificationKeyResolver keys(String url) {
        HttpsJwksVerificationKeyResolver made = keys;
        if (made == null) {
            Get get = new Get();
            get.setConnectTimeout(TIMEOUT_MILLIS);
            get.setReadTimeout(TIMEOUT_MILLIS);
            get.setRetries(0);
            HttpsJwks source = new HttpsJwks(url);
            source.setSimpleHttpGet(get);
            source.setRefreshReprieveThreshold(REPRIEVE.toMillis());
            made = new HttpsJwksVerificationKeyResolver(source);
            keys = made;
        }
        return made;
    }
}
