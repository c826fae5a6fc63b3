package dev.viche.accounts;

import dev.viche.config.VicheConfig;
import dev.viche.protocol.Name;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Making, changing and deleting accounts. Blocks on hashes and on the database: never call it on an event loop. */
@ApplicationScoped
public class Accounts {

    private final Passwords passwords;
    private final AccountWriter writer;
    private final Attempts registrations;
    private final Attempts confirmations;

    Accounts(Passwords passwords, AccountWriter writer, VicheConfig config) {
        this.passwords = passwords;
        this.writer = writer;
        this.registrations = new Attempts(config.auth().registrationsPerHour(), Duration.ofHours(1), System::nanoTime);
        this.confirmations = new Attempts(config.auth().passwordsPerMinute(), Duration.ofMinutes(1), System::nanoTime);
    }

    /** Makes an account for whoever asks from there. */
    public Attempted<Account> register(Name name, String password, long network) {
        long wait = registrations.take(network);
        return wait > 0 ? new Attempted.TooOften<>(wait) : make(name, password, Role.USER);
    }

    /** Makes an account on behalf of an admin. */
    public Attempted<Account> make(Name name, String password, Role role) {
        AccountWrite.Register register = registration(passwords, name, password, role);
        return writer.write(register) instanceof AccountWritten.Registered registered
                ? new Attempted.Done<>(registered.account())
                : new Attempted.Taken<>();
    }

    static AccountWrite.Register registration(Passwords passwords, Name name, String password, Role role) {
        String hash = passwords.hash(password);
        return new AccountWrite.Register(UUID.randomUUID(), name, Skeleton.forms(name), role, hash, null);
    }

    /** What an account of that name reserves. */
    public static List<String> forms(Name name) {
        return Skeleton.forms(name);
    }

    /** The account of that name; null when there is none. */
    @ActivateRequestContext
    public @Nullable Account find(Name name) {
        AccountRow row = AccountRow.named(name);
        return row == null ? null : row.account();
    }

    /** Puts another password in the place of one, and ends all their logins but the one this is asked over. */
    @ActivateRequestContext
    public Attempted<Account> changePassword(Bearer bearer, String current, String next) {
        return confirmed(bearer, current, hash -> {
            String after = passwords.hash(next);
            return new AccountWrite.ChangePassword(bearer.account().userId(), hash, after, bearer.loginId());
        });
    }

    /**
     * Deletes an account, and with it every login. What was said stays in its rooms, and nobody else gets the name.
     *
     * @param password null for those who have none
     */
    @ActivateRequestContext
    public Attempted<Account> delete(Bearer bearer, @Nullable String password) {
        UUID userId = bearer.account().userId();
        AccountRow row = AccountRow.of(userId);
        if (row != null && row.password == null) {
            return attempted(bearer, new AccountWrite.Delete(userId, null));
        }
        return confirmed(bearer, password == null ? "" : password, hash -> new AccountWrite.Delete(userId, hash));
    }

    private interface Confirmed {
        AccountWrite write(String hash);
    }

    private Attempted<Account> confirmed(Bearer bearer, String password, Confirmed then) {
        long wait = confirmations.take(bearer.account().userId().toString());
        if (wait > 0) {
            return new Attempted.TooOften<>(wait);
        }
        AccountRow row = AccountRow.of(bearer.account().userId());
        String hash = row == null ? null : row.password;
        if (!passwords.matches(password, hash) || hash == null) {
            return new Attempted.Wrong<>();
        }
        return attempted(bearer, then.write(hash));
    }

    private Attempted<Account> attempted(Bearer bearer, AccountWrite write) {
        return writer.write(write) instanceof AccountWritten.Done
                ? new Attempted.Done<>(bearer.account())
                : new Attempted.Wrong<>();
    }
}
