package dev.viche.moderation;

import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import dev.viche.rooms.RoomNames;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out rulings inside a writer's transaction: the one place that decides who may. What it decides on is read in
 * the same transaction, so a role that was just taken rules nothing any more.
 */
public final class RulingLedger {

    private static final Ruled DONE = new Ruled.Done(0);

    private final RoomRulings rooms = new RoomRulings();
    private final ProgramRulings programs = new ProgramRulings();

    /** Carries out one ruling. */
    public Ruled rule(Statements sql, Ruling ruling, Instant now) throws SQLException {
        return switch (ruling) {
            case Ruling.Create create -> rooms.create(sql, create, now);
            case Ruling.Change change -> rooms.change(sql, change, now);
            case Ruling.Appoint appoint -> rooms.appoint(sql, appoint, now);
            case Ruling.Dismiss dismiss -> rooms.dismiss(sql, dismiss, now);
            case Ruling.MakeCode make -> JoinCodes.make(sql, make, now);
            case Ruling.RevokeCode revoke -> JoinCodes.revoke(sql, revoke, now);
            case Ruling.Redeem redeem -> JoinCodes.redeem(sql, redeem, now);
            case Ruling.MakeBot make -> programs.makeBot(sql, make, now);
            case Ruling.RemoveBot remove -> programs.removeBot(sql, remove, now);
            case Ruling.MakeHook make -> programs.makeHook(sql, make, now);
            case Ruling.RemoveHook remove -> programs.removeHook(sql, remove, now);
            case Ruling.Kick kick -> kick(sql, kick, now);
            case Ruling.Impose impose -> impose(sql, impose, now);
            case Ruling.Lift lift -> lift(sql, lift, now);
            case Ruling.AddAddress add -> addAddress(sql, add, now);
        };
    }

    private static Ruled kick(Statements sql, Ruling.Kick kick, Instant now) throws SQLException {
        Ruled.Refused refused = refusal(sql, kick.actor(), kick.roomId(), kick.userId(), now);
        if (refused != null) {
            return refused;
        }
        AuditTrail.Facts facts =
                AuditTrail.Facts.of(kick.userId(), People.called(sql, kick.userId()), null, kick.reason());
        AuditTrail.add(sql, kick.actor(), kick.roomId(), Deed.KICKED, facts, now);
        return DONE;
    }

    private static Ruled impose(Statements sql, Ruling.Impose impose, Instant now) throws SQLException {
        UUID userId = impose.userId();
        Ruled.Refused refused = refusal(sql, impose.actor(), impose.roomId(), userId, now);
        if (refused != null) {
            return refused;
        }
        String called = userId == null ? null : People.called(sql, userId);
        long id = Sanctions.make(
                sql,
                new Sanction(
                        0,
                        impose.kind(),
                        impose.roomId(),
                        userId,
                        called,
                        impose.network(),
                        impose.withAddress(),
                        impose.until(),
                        impose.reason(),
                        impose.actor().userId(),
                        now));
        Deed deed = impose.kind() == Sanction.Kind.BAN ? Deed.BANNED : Deed.MUTED;
        String until = impose.until().equals(Sanction.FOREVER) ? null : "until " + impose.until();
        AuditTrail.Facts facts = new AuditTrail.Facts(userId, called, id, until, impose.reason());
        AuditTrail.add(sql, impose.actor(), impose.roomId(), deed, facts, now);
        return new Ruled.Done(id);
    }

    private static Ruled lift(Statements sql, Ruling.Lift lift, Instant now) throws SQLException {
        Ruled.Refused refused = refusal(sql, lift.actor(), lift.roomId(), Rank.MODERATOR, now);
        if (refused != null) {
            return refused;
        }
        Sanction sanction = Sanctions.find(sql, lift.roomId(), lift.sanctionId());
        if (sanction == null || sanction.kind() != lift.kind()) {
            return new Ruled.Refused(Refusal.NOT_FOUND, "There is none of that number here; GET the list of them.");
        }
        Sanctions.lift(sql, sanction.id());
        Deed deed = lift.kind() == Sanction.Kind.BAN ? Deed.UNBANNED : Deed.UNMUTED;
        AuditTrail.Facts facts =
                new AuditTrail.Facts(sanction.userId(), sanction.username(), sanction.id(), null, lift.reason());
        AuditTrail.add(sql, lift.actor(), lift.roomId(), deed, facts, now);
        return DONE;
    }

    private static Ruled addAddress(Statements sql, Ruling.AddAddress add, Instant now) throws SQLException {
        Sanction person = Sanctions.find(sql, add.sanctionId());
        Long made =
                person == null || !person.withAddress() ? null : Sanctions.addAddress(sql, person, add.network(), now);
        if (person != null && made != null) {
            AuditTrail.Facts facts = new AuditTrail.Facts(
                    null, person.username(), made, "the address they were connected from", person.reason());
            AuditTrail.add(sql, add.actor(), person.roomId(), Deed.BANNED, facts, now);
        }
        return DONE;
    }

    // ---- who may -----------------------------------------------------------------------------------------------

    /** Why that person may not rule over that other one there; null when they may. An address is over no one. */
    private static Ruled.@Nullable Refused refusal(
            Statements sql, Person actor, long roomId, @Nullable UUID over, Instant now) throws SQLException {
        Ruled.Refused refused = refusal(sql, actor, roomId, Rank.MODERATOR, now);
        if (refused != null || over == null) {
            return refused;
        }
        if (over.equals(actor.userId())) {
            return new Ruled.Refused(Refusal.FORBIDDEN, "That is you; leave the room instead.");
        }
        Rank mine = Roles.of(sql, roomId, actor.userId());
        return Roles.of(sql, roomId, over).isAtLeast(mine)
                ? new Ruled.Refused(Refusal.FORBIDDEN, "They have as much to say here as you; ask someone above both.")
                : null;
    }

    /**
     * Why that person may not do there what takes that rank; null when they may. Of a room they may not enter they learn
     * nothing.
     */
    static Ruled.@Nullable Refused refusal(Statements sql, Person actor, long roomId, Rank needed, Instant now)
            throws SQLException {
        Rank rank = Roles.of(sql, roomId, actor.userId());
        if (roomId == 0) {
            return rank == Rank.ADMIN ? null : forbidden(Rank.ADMIN);
        }
        if (isBanned(sql, roomId, actor.userId(), now)) {
            return noRoom();
        }
        Room room = RoomNames.find(sql, roomId);
        if (room == null || room.kind() == RoomKind.DIRECT || !room.admits(actor.userId(), rank)) {
            return noRoom();
        }
        return rank.isAtLeast(needed) ? null : forbidden(needed);
    }

    static boolean isBanned(Statements sql, long roomId, UUID userId, Instant now) throws SQLException {
        return Sanctions.of(sql, roomId, userId, now).stream()
                .anyMatch(sanction -> sanction.kind() == Sanction.Kind.BAN);
    }

    private static Ruled.Refused forbidden(Rank needed) {
        return new Ruled.Refused(
                Refusal.FORBIDDEN,
                switch (needed) {
                    case NOBODY, MEMBER -> "That is for the members of this room; ask to be invited.";
                    case MODERATOR -> "That is for those who moderate this room; ask one of them.";
                    case OWNER -> "That is for the owners of this room; ask one of them.";
                    case ADMIN -> "That is for the admins of this server; ask one of them.";
                });
    }

    static Ruled.Refused noRoom() {
        return new Ruled.Refused(
                Refusal.ROOM_NOT_FOUND, "There is no such room for you; GET /api/v1/rooms lists the open ones.");
    }
}
