package dev.viche.accounts;

import dev.viche.config.VicheConfig;
import dev.viche.protocol.Name;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Logging in, staying logged in, logging out. Blocks on hashes and on the database: never call it on an event loop. */
@ApplicationScoped
public class Logins {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Passwords passwords;
    private final AccessTokens tokens;
    private final AccountWriter writer;
    private final InstantSource clock;
    private final Duration lifetime;
    private final Attempts byAddress;
    private final Attempts byName;

    Logins(Passwords passwords, AccessTokens tokens, AccountWriter writer, VicheConfig config, InstantSource clock) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.writer = writer;
        this.clock = clock;
        this.lifetime = config.auth().refreshLifetime();
        this.byAddress = new Attempts(config.auth().loginsPerMinute(), MINUTE, System::nanoTime);
        this.byName = new Attempts(config.auth().passwordsPerMinute(), MINUTE, System::nanoTime);
    }

    /** A place someone is logged in at; times of the log in and of the newest tokens. */
    public record Place(UUID id, Instant since, Instant used) {}

    /**
     * Logs in. An unknown name takes the same work and gets the same answer as a wrong password.
     *
     * @param network where from, as limits count it
     */
    @ActivateRequestContext
    public Attempted<Grant> logIn(Name name, String password, long network) {
        long wait = Math.max(byAddress.take(network), byName.take(name.key()));
        if (wait > 0) {
            return new Attempted.TooOften<>(wait);
        }
        AccountRow row = AccountRow.named(name);
        String hash = row == null ? null : row.password;
        if (!passwords.matches(password, hash) || row == null || hash == null) {
            return new Attempted.Wrong<>();
        }
        byName.giveBack(name.key());
        Account account = row.account();
        RefreshToken first = RefreshToken.random(UUID.randomUUID());
        AccountWritten written = writer.write(new AccountWrite.LogIn(
                first.loginId(),
                account.userId(),
                hash,
                first.hash(),
                clock.instant().plus(lifetime)));
        return written instanceof AccountWritten.LoggedIn
                ? new Attempted.Done<>(grant(account, first))
                : new Attempted.Wrong<>();
    }

    /** Takes a refresh token and gives the next. One that was used before ends its login: two have it. */
    public Attempted<Grant> refresh(String token, long network) {
        RefreshToken shown = RefreshToken.read(token);
        if (shown == null) {
            long wait = byAddress.take(network);
            return wait > 0 ? new Attempted.TooOften<>(wait) : new Attempted.Wrong<>();
        }
        RefreshToken next = RefreshToken.random(shown.loginId());
        AccountWritten written = writer.write(new AccountWrite.Refresh(
                shown.loginId(), shown.hash(), next.hash(), clock.instant().plus(lifetime)));
        return switch (written) {
            case AccountWritten.Refreshed refreshed -> new Attempted.Done<>(grant(refreshed.account(), next));
            case AccountWritten.JustUsed _ -> new Attempted.JustUsed<>();
            default -> new Attempted.Wrong<>();
        };
    }

    private Grant grant(Account account, RefreshToken refresh) {
        return new Grant(
                account,
                refresh.loginId(),
                tokens.issue(account.userId(), refresh.loginId()),
                tokens.lifetime(),
                refresh.text(),
                lifetime);
    }

    /** Where they are logged in, the latest used first. */
    @ActivateRequestContext
    public List<Place> of(UUID userId) {
        return LoginRow.of(userId, clock.millis()).stream()
                .map(row -> new Place(
                        UUID.fromString(row.id), Instant.ofEpochMilli(row.createdAt), Instant.ofEpochMilli(row.usedAt)))
                .toList();
    }

    /** Ends one of their logins, or with null all. Returns whether there was one. */
    public boolean logOut(UUID userId, @Nullable UUID loginId) {
        return writer.write(new AccountWrite.LogOut(userId, loginId)) instanceof AccountWritten.Done;
    }
}
