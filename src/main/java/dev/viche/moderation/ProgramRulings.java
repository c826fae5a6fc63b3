package dev.viche.moderation;

import dev.viche.accounts.AccountLedger;
import dev.viche.accounts.AccountWrite;
import dev.viche.accounts.AccountWritten;
import dev.viche.accounts.Bots;
import dev.viche.accounts.Role;
import dev.viche.hooks.Hooks;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;

/** The rulings about programs that speak in a room or are told of it. Its owners' to make: they read all that is said. */
final class ProgramRulings {

    private static final int MOST_BOTS = 20;
    private static final Ruled DONE = new Ruled.Done(0);

    private final AccountLedger accounts = new AccountLedger();

    Ruled makeBot(Statements sql, Ruling.MakeBot make, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, make.actor(), make.roomId(), Rank.OWNER, now);
        if (refused != null) {
            return refused;
        }
        if (Bots.of(sql, make.roomId()).size() >= MOST_BOTS) {
            return new Ruled.Refused(
                    Refusal.CONFLICT, "A room has %d bots at most; delete one first.".formatted(MOST_BOTS));
        }
        AccountWrite register =
                new AccountWrite.Register(make.userId(), make.name(), make.forms(), Role.BOT, null, null);
        if (accounts.write(sql, register, now) instanceof AccountWritten.NameTaken) {
            return new Ruled.Refused(
                    Refusal.USERNAME_TAKEN,
                    "That is the name of an account, or looks like one; choose another username.");
        }
        Bots.make(
                sql,
                make.userId(),
                make.roomId(),
                make.tokenHash(),
                make.scopes(),
                make.actor().userId(),
                make.expires(),
                now);
        Roles.give(sql, make.roomId(), make.userId(), Rank.MEMBER, make.actor().userId(), now);
        AuditTrail.Facts facts = AuditTrail.Facts.of(
                make.userId(), make.name().value(), make.scopes().toString(), null);
        AuditTrail.add(sql, make.actor(), make.roomId(), Deed.BOT_MADE, facts, now);
        return DONE;
    }

    Ruled removeBot(Statements sql, Ruling.RemoveBot remove, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, remove.actor(), remove.roomId(), Rank.OWNER, now);
        if (refused != null) {
            return refused;
        }
        String called = People.called(sql, remove.userId());
        if (!Bots.take(sql, remove.userId(), remove.roomId())) {
            return new Ruled.Refused(Refusal.NOT_FOUND, "There is no such bot here; GET the list of them.");
        }
        Roles.take(sql, remove.roomId(), remove.userId());
        // With the account every connection of it ends, in every process.
        var _ = accounts.write(sql, new AccountWrite.Delete(remove.userId(), null), now);
        AuditTrail.Facts facts = AuditTrail.Facts.of(remove.userId(), called, null, null);
        AuditTrail.add(sql, remove.actor(), remove.roomId(), Deed.BOT_REMOVED, facts, now);
        return DONE;
    }

    Ruled makeHook(Statements sql, Ruling.MakeHook make, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, make.actor(), make.roomId(), Rank.OWNER, now);
        if (refused != null) {
            return refused;
        }
        if (Hooks.count(sql, make.roomId()) >= Hooks.MOST) {
            return new Ruled.Refused(
                    Refusal.CONFLICT, "A room has %d webhooks at most; delete one first.".formatted(Hooks.MOST));
        }
        long id = Hooks.make(
                sql, make.roomId(), make.url(), make.secret(), make.actor().userId(), now);
        AuditTrail.Facts facts = AuditTrail.Facts.ofRoom(make.url(), null);
        AuditTrail.add(sql, make.actor(), make.roomId(), Deed.WEBHOOK_MADE, facts, now);
        return new Ruled.Done(id);
    }

    Ruled removeHook(Statements sql, Ruling.RemoveHook remove, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, remove.actor(), remove.roomId(), Rank.OWNER, now);
        if (refused != null) {
            return refused;
        }
        if (!Hooks.take(sql, remove.hookId(), remove.roomId())) {
            return new Ruled.Refused(Refusal.NOT_FOUND, "There is no such webhook here; GET the list of them.");
        }
        AuditTrail.Facts facts = AuditTrail.Facts.ofRoom("webhook " + remove.hookId(), null);
        AuditTrail.add(sql, remove.actor(), remove.roomId(), Deed.WEBHOOK_REMOVED, facts, now);
        return DONE;
    }
}
