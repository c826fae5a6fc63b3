package dev.viche.rooms;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds rooms. Blocks on the database: never call it on an event loop. */
@ApplicationScoped
public class RoomDirectory {

    private static final int MAX_PARTNERS = 10;

    /** A room with a name as a list shows it; {@code lastActivity} in milliseconds since 1970. */
    public record Listed(long id, String name, long lastSeq, long lastActivity, RoomSettings settings) {
        /** The room itself. */
        public Room room() {
            return new Room(id, RoomKind.OPEN, name, List.of(), settings);
        }
    }

    /** The room that has that name or had it once, closed ones too; null when there is none. */
    @ActivateRequestContext
    public @Nullable Listed find(Name name) {
        RoomRow row = RoomRow.find("kind = ?1 and nameKey = ?2", RoomKind.OPEN, name.key())
                .firstResult();
        if (row == null) {
            RoomAliasRow alias = RoomAliasRow.findById(name.key());
            row = alias == null ? null : RoomRow.findById(alias.roomId);
        }
        return row == null ? null : listed(row);
    }

    /**
     * Open rooms that are not archived, the most recently active first.
     *
     * @param offset how many to pass over
     * @param limit how many to return at most
     */
    @ActivateRequestContext
    public List<Listed> page(int offset, int limit) {
        return RoomRow.<RoomRow>find(
                        "kind = ?1 and closed = 0 and archived = 0 order by lastActivity desc, id desc", RoomKind.OPEN)
                .range(offset, offset + limit - 1)
                .stream()
                .map(RoomDirectory::listed)
                .toList();
    }

    /** Those called so whom this person has a direct conversation with, the latest conversation first. */
    @ActivateRequestContext
    public List<Person> partners(UUID userId, Name name) {
        return partners(userId, "other.nameKey", name.key());
    }

    /** The other one of a direct conversation, as they were called there last; null when these two never spoke. */
    @ActivateRequestContext
    public @Nullable Person partner(UUID userId, UUID other) {
        List<Person> found = partners(userId, "other.userId", other.toString());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The direct conversation of that number; null when there is none, or it has not two people. */
    @ActivateRequestContext
    public @Nullable Room direct(long roomId) {
        RoomRow row = RoomRow.findById(roomId);
        List<Person> pair = MembershipRow.<MembershipRow>list("roomId", roomId).stream()
                .map(RoomDirectory::person)
                .toList();
        return row == null || row.kind != RoomKind.DIRECT || pair.size() != 2
                ? null
                : new Room(row.id, row.kind, row.nameKey, pair);
    }

    /** The number of these two's direct conversation; null when they never spoke. */
    @ActivateRequestContext
    public @Nullable Long direct(UUID one, UUID two) {
        RoomRow row = RoomRow.find("nameKey", Room.directKey(one, two)).firstResult();
        return row == null ? null : row.id;
    }

    private static List<Person> partners(UUID userId, String by, String value) {
        return MembershipRow.getEntityManager()
                .createQuery(
                        "select other from MembershipRow other, MembershipRow mine, RoomRow room"
                                + " where other.roomId = mine.roomId and room.id = mine.roomId and mine.userId = ?1"
                                + " and other.userId <> ?1 and room.kind = ?2 and " + by + " = ?3"
                                + " order by room.lastActivity desc",
                        MembershipRow.class)
                .setParameter(1, userId.toString())
                .setParameter(2, RoomKind.DIRECT)
                .setParameter(3, value)
                .setMaxResults(MAX_PARTNERS)
                .getResultList()
                .stream()
                .map(RoomDirectory::person)
                .toList();
    }

    private static Person person(MembershipRow row) {
        return new Person(UUID.fromString(row.userId), new Name(row.username, row.nameKey));
    }

    private static Listed listed(RoomRow row) {
        return new Listed(row.id, row.name, row.lastSeq, row.lastActivity, row.settings());
    }
}
