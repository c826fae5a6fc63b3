package dev.viche.accounts;

import dev.viche.config.VicheConfig;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.storage.LogIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People without an account: each is who their resume token says, or someone new. */
@ApplicationScoped
public class Guests {

    private final VicheConfig config;
    private final LogIdentity identity;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable ResumeTokens tokens;

    Guests(VicheConfig config, LogIdentity identity, InstantSource clock) {
        this.config = config;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Who is calling.
     *
     * @param name what they want to be called; null for the token's name, or a made-up one
     * @param token their resume token; one that is not good any more counts as none
     * @throws FrameRefused when guests are not let in
     */
    public Person who(@Nullable Name name, @Nullable String token) {
        if (!config.auth().guests()) {
            throw new FrameRefused(Refusal.FORBIDDEN, "Guests are not let in here; log in with an account.");
        }
        Person known = token == null ? null : tokens().read(token);
        if (known != null) {
            return name == null ? known : new Person(known.userId(), name);
        }
        return new Person(UUID.randomUUID(), name == null ? madeUp() : name);
    }

    /** The person a token names; null when it names none, or guests are not let in. */
    public @Nullable Person read(String token) {
        return config.auth().guests() ? tokens().read(token) : null;
    }

    /** A token that makes its holder this guest again. */
    public String token(Person person) {
        return tokens().issue(person);
    }

    private Name madeUp() {
        byte[] bytes = new byte[3];
        random.nextBytes(bytes);
        return Name.of("username", "guest-" + HexFormat.of().formatHex(bytes));
    }

    private ResumeTokens tokens() {
        ResumeTokens made = tokens;
        if (made == null) {
            made = new ResumeTokens(identity.tokenKey(), clock);
            tokens = made;
        }
        return made;
    }
}
