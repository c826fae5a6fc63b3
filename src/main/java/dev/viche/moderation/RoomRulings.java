package dev.viche.moderation;

import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Roles;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomNames;
import dev.viche.rooms.RoomSettings;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rulings about what a room is and who is what in it. */
final class RoomRulings {

    private static final String MAKE =
            "insert into room (kind, name, name_key, created_at, last_activity, closed, topic)"
                    + " values ('OPEN', ?, ?, ?, ?, ?, ?) returning id";
    private static final String RENAME = "update room set name = ?, name_key = ? where id = ?";
    private static final String CHANGE = "update room set closed = ?, topic = ?, archived = ?, read_only = ?,"
            + " slow_mode = ?, retention = ? where id = ?";

    private static final Ruled DONE = new Ruled.Done(0);

    Ruled create(Statements sql, Ruling.Create create, Instant now) throws SQLException {
        UUID maker = create.actor().userId();
        if (RulingLedger.isBanned(sql, 0, maker, now)) {
            return new Ruled.Refused(Refusal.FORBIDDEN, "You are banned from this server, so you make no room here.");
        }
        if (RoomNames.find(sql, create.name().key()) != null) {
            return taken();
        }
        long id = sql.only(
                row -> row.getLong(1),
                MAKE,
                create.name().value(),
                create.name().key(),
                now.toEpochMilli(),
                now.toEpochMilli(),
                create.closed() ? 1 : 0,
                create.topic());
        Roles.give(sql, id, maker, Rank.OWNER, maker, now);
        AuditTrail.Facts facts = AuditTrail.Facts.ofRoom(create.name().value(), null);
        AuditTrail.add(sql, create.actor(), id, Deed.ROOM_CREATED, facts, now);
        return new Ruled.Done(id);
    }

    private static Ruled.Refused taken() {
        return new Ruled.Refused(Refusal.CONFLICT, "There is, or was, a room of that name; choose another.");
    }

    Ruled change(Statements sql, Ruling.Change change, Instant now) throws SQLException {
        Ruled.Refused refused = RulingLedger.refusal(sql, change.actor(), change.roomId(), needed(change), now);
        Room room = refused == null ? RoomNames.find(sql, change.roomId()) : null;
        if (refused != null || room == null) {
            return refused == null ? RulingLedger.noRoom() : refused;
        }
        Name name = change.name();
        if (name != null && !name.value().equals(room.name())) {
            Room namesake = RoomNames.find(sql, name.key());
            if (namesake != null && namesake.id() != room.id()) {
                return taken();
            }
            if (!name.key().equals(Name.fold(room.name()))) {
                RoomNames.remember(sql, room.id(), name.key());
            }
            sql.update(RENAME, name.value(), name.key(), room.id());
            AuditTrail.Facts facts = AuditTrail.Facts.ofRoom(room.name() + " -> " + name.value(), change.reason());
            AuditTrail.add(sql, change.actor(), room.id(), Deed.ROOM_RENAMED, facts, now);
        }
        RoomSettings next = next(room.settings(), change);
        if (!next.equals(room.settings())) {
            sql.update(
                    CHANGE,
                    next.closed() ? 1 : 0,
                    next.topic(),
                    next.archived() ? 1 : 0,
                    next.readOnly() ? 1 : 0,
                    next.slowMode(),
                    next.retention(),
                    room.id());
            AuditTrail.Facts facts = AuditTrail.Facts.ofRoom(differences(room.settings(), next), change.reason());
            AuditTrail.add(sql, change.actor(), room.id(), Deed.ROOM_CHANGED, facts, now);
        }
        return DONE;
    }

    /** Who keeps order may steer the talk; what the room is, and who may hear it, is its owners' to say. */
    private static Rank needed(Ruling.Change change) {
        boolean owners = change.name() != null
                || change.closed() != null
                || change.archived() != null
                || change.retention() != null;
        return owners ? Rank.OWNER : Rank.MODERATOR;
    }

    private static RoomSettings next(RoomSettings now, Ruling.Change change) {
        String topic = change.topic() == null ? now.topic() : change.topic();
        return new RoomSettings(
                Objects.requireNonNullElse(change.closed(), now.closed()),
                topic == null || topic.isEmpty() ? null : topic,
                Objects.requireNonNullElse(change.archived(), now.archived()),
                Objects.requireNonNullElse(change.readOnly(), now.readOnly()),
                Objects.requireNonNullElse(change.slowMode(), now.slowMode()),
                Objects.requireNonNullElse(change.retention(), now.retention()));
    }

    private static String differences(RoomSettings before, RoomSettings after) {
        List<String> all = new ArrayList<>();
        difference(all, "kind", kind(before), kind(after));
        difference(all, "topic", before.topic(), after.topic());
        difference(all, "archived", before.archived(), after.archived());
        difference(all, "read_only", before.readOnly(), after.readOnly());
        difference(all, "slow_mode", before.slowMode(), after.slowMode());
        difference(all, "retention", before.retention(), after.retention());
        return String.join("; ", all);
    }

    private static String kind(RoomSettings settings) {
        return settings.closed() ? "closed" : "open";
    }

    private static void difference(List<String> all, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            all.add("%s: %s".formatted(name, after == null ? "none" : after));
        }
    }

    // ---- roles -------------------------------------------------------------------------------------------------

    Ruled appoint(Statements sql, Ruling.Appoint appoint, Instant now) throws SQLException {
        long roomId = appoint.roomId();
        Rank before = Roles.of(sql, roomId, appoint.userId());
        // Who keeps order may invite; who has a say is the owners' to tell.
        boolean invitation = appoint.rank() == Rank.MEMBER && !before.isAtLeast(Rank.MODERATOR);
        Ruled.Refused refused =
                RulingLedger.refusal(sql, appoint.actor(), roomId, invitation ? Rank.MODERATOR : Rank.OWNER, now);
        if (refused != null) {
            return refused;
        }
        String called = Roles.username(sql, appoint.userId());
        if (called == null) {
            return nobody();
        }
        if (before == Rank.OWNER && appoint.rank() != Rank.OWNER && Roles.owners(sql, roomId) == 1) {
            return lastOwner();
        }
        Roles.give(
                sql, roomId, appoint.userId(), appoint.rank(), appoint.actor().userId(), now);
        AuditTrail.Facts facts =
                AuditTrail.Facts.of(appoint.userId(), called, appoint.rank().wireName(), null);
        AuditTrail.add(sql, appoint.actor(), roomId, Deed.ROLE_GIVEN, facts, now);
        return DONE;
    }

    Ruled dismiss(Statements sql, Ruling.Dismiss dismiss, Instant now) throws SQLException {
        long roomId = dismiss.roomId();
        boolean own = dismiss.userId().equals(dismiss.actor().userId());
        Rank before = stored(sql, roomId, dismiss.userId());
        Rank needed = own ? Rank.MEMBER : before.isAtLeast(Rank.MODERATOR) ? Rank.OWNER : Rank.MODERATOR;
        Ruled.Refused refused = RulingLedger.refusal(sql, dismiss.actor(), roomId, needed, now);
        if (refused != null) {
            return refused;
        }
        if (before == Rank.NOBODY) {
            return nobody();
        }
        if (before == Rank.OWNER && Roles.owners(sql, roomId) == 1) {
            return lastOwner();
        }
        Roles.take(sql, roomId, dismiss.userId());
        AuditTrail.Facts facts = AuditTrail.Facts.of(
                dismiss.userId(), People.called(sql, dismiss.userId()), before.wireName(), dismiss.reason());
        AuditTrail.add(sql, dismiss.actor(), roomId, Deed.ROLE_TAKEN, facts, now);
        return DONE;
    }

    /** The role as it was given, also an admin's. */
    private static Rank stored(Statements sql, long roomId, UUID userId) throws SQLException {
        String role = sql.first(
                row -> row.getString(1),
                "select role from room_role where room_id = ? and user_id = ?",
                roomId,
                userId.toString());
        return role == null ? Rank.NOBODY : Rank.valueOf(role);
    }

    private static Ruled.Refused nobody() {
        return new Ruled.Refused(
                Refusal.NOT_FOUND, "No account of that name or user_id is to be found here; check it.");
    }

    private static Ruled.Refused lastOwner() {
        return new Ruled.Refused(
                Refusal.CONFLICT, "They are the only owner; make somebody else an owner first, or archive the room.");
    }
}
