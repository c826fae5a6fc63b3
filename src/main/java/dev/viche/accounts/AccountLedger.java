package dev.viche.accounts;

import dev.viche.protocol.Name;
import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries out account writes inside a writer's transaction. What they read is read there too, so it cannot race. */
public final class AccountLedger {

    /** How long a used refresh token passes for one that a second tab, or a retry, sent at the same time. */
    static final Duration JUST_USED = Duration.ofSeconds(10);

    private static final String MAKE = "insert into account (user_id, username, name_key, role, password, issuer,"
            + " subject, created_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    private static final String RESERVED = "select 1 from reserved_name where form = ?";
    private static final String RESERVE =
            "insert into reserved_name (form, user_id) values (?, ?) on conflict do nothing";
    private static final String LOG_IN = "insert into login (id, user_id, token_hash, created_at, used_at, expires_at)"
            + " select ?, user_id, ?, ?, ?, ? from account where user_id = ? and password = ? and deleted_at is null";
    private static final String LOGIN =
            "select user_id, token_hash, previous_hash, used_at, expires_at from login" + " where id = ?";
    private static final String REFRESH =
            "update login set token_hash = ?, previous_hash = ?, used_at = ?," + " expires_at = ? where id = ?";
    private static final String LOGINS = "select id from login where user_id = ?";
    private static final String LOG_OUT = "delete from login where id = ? and user_id = ?";
    private static final String REVOKED = "insert into revocation (user_id, login_id, at) values (?, ?, ?)";
    private static final String CHANGE =
            "update account set password = ? where user_id = ? and password = ? and deleted_at is null";
    private static final String DELETE = "update account set username = '" + ReservedNames.DELETED
            + "', name_key = user_id, password = null, issuer = null, subject = null, role = 'USER', deleted_at = ?"
            + " where user_id = ? and password is not distinct from ? and deleted_at is null";
    private static final String FORGET_LOGINS = "delete from login where expires_at < ?";
    private static final String FORGET_REVOCATIONS = "delete from revocation where at < ?";
    private static final String ACCOUNT =
            "select user_id, username, name_key, role, created_at from account where user_id = ? and deleted_at is null";

    /** Carries out one write. */
    public AccountWritten write(Statements sql, AccountWrite write, Instant now) throws SQLException {
        return switch (write) {
            case AccountWrite.Register register -> register(sql, register, now);
            case AccountWrite.LogIn logIn -> logIn(sql, logIn, now);
            case AccountWrite.Refresh refresh -> refresh(sql, refresh, now);
            case AccountWrite.LogOut logOut -> logOut(sql, logOut, now);
            case AccountWrite.ChangePassword change -> changePassword(sql, change, now);
            case AccountWrite.Delete delete -> delete(sql, delete, now);
        };
    }

    private static AccountWritten register(Statements sql, AccountWrite.Register wish, Instant now)
            throws SQLException {
        for (String form : wish.forms()) {
            if (sql.first(row -> true, RESERVED, form) != null) {
                return new AccountWritten.NameTaken();
            }
        }
        Subject subject = wish.subject();
        String userId = wish.userId().toString();
        int made = sql.update(
                MAKE,
                userId,
                wish.name().value(),
                wish.name().key(),
                wish.role().name(),
                wish.password(),
                subject == null ? null : subject.issuer(),
                subject == null ? null : subject.id(),
                now.toEpochMilli());
        if (made == 0) {
            return new AccountWritten.NameTaken();
        }
        for (String form : wish.forms()) {
            sql.update(RESERVE, form, userId);
        }
        return new AccountWritten.Registered(
                new Account(wish.userId(), wish.name(), wish.role(), Instant.ofEpochMilli(now.toEpochMilli())));
    }

    private static AccountWritten logIn(Statements sql, AccountWrite.LogIn wish, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        int made = sql.update(
                LOG_IN,
                wish.loginId().toString(),
                wish.tokenHash(),
                at,
                at,
                wish.expires().toEpochMilli(),
                wish.userId().toString(),
                wish.password());
        return made == 0 ? new AccountWritten.Mismatch(List.of()) : new AccountWritten.LoggedIn();
    }

    private record Login(UUID userId, String hash, @Nullable String previous, long usedAt, long expiresAt) {
        static Login read(ResultSet row) throws SQLException {
            return new Login(
                    UUID.fromString(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5));
        }
    }

    private static AccountWritten refresh(Statements sql, AccountWrite.Refresh wish, Instant now) throws SQLException {
        String id = wish.loginId().toString();
        Login login = sql.first(Login::read, LOGIN, id);
        if (login == null || login.expiresAt() <= now.toEpochMilli()) {
            return new AccountWritten.Mismatch(List.of());
        }
        Account account =
                sql.first(AccountLedger::account, ACCOUNT, login.userId().toString());
        if (account != null && login.hash().equals(wish.tokenHash())) {
            sql.update(
                    REFRESH,
                    wish.nextHash(),
                    wish.tokenHash(),
                    now.toEpochMilli(),
                    wish.expires().toEpochMilli(),
                    id);
            return new AccountWritten.Refreshed(account, wish.loginId());
        }
        if (wish.tokenHash().equals(login.previous()) && now.toEpochMilli() - login.usedAt() < JUST_USED.toMillis()) {
            return new AccountWritten.JustUsed();
        }
        // A token of this login that is not its newest: it was used before, by its owner or by a thief, and nobody can
        // tell which of the two holds the newest one (RFC 9700, section 4.14.2).
        return new AccountWritten.Mismatch(List.of(end(sql, login.userId(), wish.loginId(), now)));
    }

    private static AccountWritten logOut(Statements sql, AccountWrite.LogOut wish, Instant now) throws SQLException {
        UUID loginId = wish.loginId();
        if (loginId == null) {
            return new AccountWritten.Done(endAll(sql, wish.userId(), null, now));
        }
        if (sql.update(LOG_OUT, loginId.toString(), wish.userId().toString()) == 0) {
            return new AccountWritten.Mismatch(List.of());
        }
        return new AccountWritten.Done(List.of(revoked(sql, wish.userId(), loginId, now)));
    }

    private static AccountWritten changePassword(Statements sql, AccountWrite.ChangePassword wish, Instant now)
            throws SQLException {
        if (sql.update(CHANGE, wish.after(), wish.userId().toString(), wish.before()) == 0) {
            return new AccountWritten.Mismatch(List.of());
        }
        return new AccountWritten.Done(endAll(sql, wish.userId(), wish.keep(), now));
    }

    private static AccountWritten delete(Statements sql, AccountWrite.Delete wish, Instant now) throws SQLException {
        if (sql.update(DELETE, now.toEpochMilli(), wish.userId().toString(), wish.password()) == 0) {
            return new AccountWritten.Mismatch(List.of());
        }
        endAll(sql, wish.userId(), null, now);
        // Those without a login of ours, too: another issuer's tokens.
        return new AccountWritten.Done(List.of(revoked(sql, wish.userId(), null, now)));
    }

    private static List<AccessRevoked> endAll(Statements sql, UUID userId, @Nullable UUID keep, Instant now)
            throws SQLException {
        List<AccessRevoked> ended = new java.util.ArrayList<>();
        for (UUID loginId : sql.all(row -> UUID.fromString(row.getString(1)), LOGINS, userId.toString())) {
            if (!loginId.equals(keep)) {
                ended.add(end(sql, userId, loginId, now));
            }
        }
        return ended;
    }

    private static AccessRevoked end(Statements sql, UUID userId, UUID loginId, Instant now) throws SQLException {
        sql.update(LOG_OUT, loginId.toString(), userId.toString());
        return revoked(sql, userId, loginId, now);
    }

    private static AccessRevoked revoked(Statements sql, UUID userId, @Nullable UUID loginId, Instant now)
            throws SQLException {
        sql.update(REVOKED, userId.toString(), loginId == null ? null : loginId.toString(), now.toEpochMilli());
        return new AccessRevoked(userId, loginId);
    }

    /** Forgets what ended before that time. */
    public void forget(Statements sql, Instant before) throws SQLException {
        sql.update(FORGET_LOGINS, before.toEpochMilli());
        sql.update(FORGET_REVOCATIONS, before.toEpochMilli());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                UUID.fromString(row.getString(1)),
                new Name(row.getString(2), row.getString(3)),
                Role.valueOf(row.getString(4)),
                Instant.ofEpochMilli(row.getLong(5)));
    }
}
