package dev.viche.accounts;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.protocol.Name;
import dev.viche.storage.Statements;
import dev.viche.support.Database;
import dev.viche.support.Folder;
import dev.viche.support.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * Tokens that the database knows by their hash, held against a real one: the refresh token of a login, and the token of a
 * bot, which is that of incoming webhooks too. Any text is none, and no change to one leaves it good.
 */
public final class StoredTokensFuzz {

    private static final Instant NOW = ManualClock.START;
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final UUID ANA = UUID.fromString("0192f0c1-1111-7000-8000-00000000000a");
    private static final RefreshToken REFRESH = RefreshToken.random(ANA);
    private static final BotToken BOT = BotToken.random();
    private static final AccountLedger LEDGER = new AccountLedger();
    private static final Connection CONNECTION = connected();
    private static final Statements SQL = filled();

    private StoredTokensFuzz() {}

    private static Connection connected() {
        Folder folder = Folder.make();
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
        Database database = Database.in(folder.path());
        database.execute("insert into room (id, kind, name, name_key, created_at, last_activity)"
                + " values (1, 'OPEN', 'garden', 'garden', 0, 0)");
        try {
            return database.source().getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Statements filled() {
        try {
            Statements sql = new Statements(CONNECTION);
            Name name = Name.ofPerson("username", "ana");
            LEDGER.write(sql, new AccountWrite.Register(ANA, name, Skeleton.forms(name), Role.USER, "hash", null), NOW);
            LEDGER.write(sql, new AccountWrite.LogIn(ANA, ANA, "hash", REFRESH.hash(), LATER), NOW);
            Bots.make(sql, ANA, 1, BOT.hash(), Set.of(Scope.WRITE), ANA, LATER, NOW);
            // From here on nothing is.
            CONNECTION.setAutoCommit(false);
            if (Bots.find(sql, BOT.hash(), NOW) == null
                    || !(refreshed(sql, REFRESH) instanceof AccountWritten.Refreshed)) {
                throw new AssertionError("the good tokens are not good");
            }
            return sql;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws SQLException {
        byte[] secret = HexFormat.of().parseHex(REFRESH.secret());
        secret[data.consumeInt(0, secret.length - 1)] ^= (byte) data.consumeInt(1, 255);
        refuse(new RefreshToken(ANA, HexFormat.of().formatHex(secret)).text());
        StringBuilder changed = new StringBuilder(BOT.text());
        int place = data.consumeInt(0, changed.length() - 1);
        changed.setCharAt(place, (char) (changed.charAt(place) ^ data.consumeInt(1, 127)));
        refuse(changed.toString());
        String text = data.consumeRemainingAsString();
        refuse(text);
        refuse(BotToken.PREFIX + text);
    }

    private static void refuse(String text) throws SQLException {
        if (Bots.find(SQL, new BotToken(text).hash(), NOW) != null) {
            throw new AssertionError("a forged bot's token was taken for good: " + text);
        }
        RefreshToken read = RefreshToken.read(text);
        if (read != null && !read.text().equals(text)) {
            throw new AssertionError("a token can be written in two ways: " + text);
        }
        if (read != null && !(refreshed(SQL, read) instanceof AccountWritten.Mismatch)) {
            throw new AssertionError("a forged refresh token was taken for good: " + text);
        }
    }

    /** What becomes of it; undone, since a wrong one of a login that is there ends it. */
    private static AccountWritten refreshed(Statements sql, RefreshToken token) throws SQLException {
        try {
            return LEDGER.write(
                    sql, new AccountWrite.Refresh(token.loginId(), token.hash(), REFRESH.hash(), LATER), NOW);
        } finally {
            CONNECTION.rollback();
        }
    }
}
