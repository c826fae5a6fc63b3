package dev.viche.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may come in, and for how long: {@code viche.auth}. */
public interface AuthConfig {

    /** Whether people without an account may join. */
    @WithDefault("true")
    boolean guests();

    /** Whether anyone may register an account; otherwise only an admin makes them. */
    @WithDefault("true")
    boolean registration();

    /** How long an access token is good; a connection that was opened with one ends with it. */
    @WithDefault("15m")
    Duration accessLifetime();

    /** How long someone stays logged in without using it. */
    @WithDefault("30d")
    Duration refreshLifetime();

    /** Age at which the key of access tokens gets a successor; {@code 0} keeps it for good. */
    @WithDefault("90d")
    Duration keyRotation();

    /**
     * Keys of access tokens, base64 of 32 random bytes or more each, instead of the file {@code signing-keys} in the
     * data directory; the first signs, all are good.
     */
    Optional<List<String>> signingKeys();

    /** Logins a minute from one address; an IPv6 /64 counts as one. */
    @WithDefault("60")
    @Min(1)
    int loginsPerMinute();

    /** Wrong passwords a minute for one account name, whether or not there is such an account. */
    @WithDefault("10")
    @Min(1)
    int passwordsPerMinute();

    /** Accounts an hour that one address may register. */
    @WithDefault("20")
    @Min(1)
    int registrationsPerHour();

    /** Another issuer of tokens: {@code viche.oidc}. */
    interface Oidc {
        /** The OpenID Connect issuer whose tokens are good here, exactly as they name it. */
        Optional<String> issuer();

        /** Where that issuer's keys are, a JWKS document. */
        Optional<String> jwksUrl();

        /** The audience its tokens must be for. */
        Optional<String> audience();

        /** The claim that becomes the username at the first login. */
        @WithDefault("preferred_username")
        String usernameClaim();
    }

    /** The first admin: {@code viche.admin}. */
    interface Admin {
        /** Name of an admin's account that is made at start unless it is there. */
        Optional<String> username();

        /** Its password; a file is safer. */
        Optional<String> password();

        /** The file its password is read from. */
        Optional<Path> passwordFile();
    }
}
