package dev.viche.messages;

import dev.viche.rooms.RoomRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log, as it is now: an edited message with its newest text, a deleted one as a tombstone. Blocks on the
 * database: never call it on an event loop. Reads outside a transaction, since on SQLite ours would take the write lock.
 */
@ApplicationScoped
public class MessageLog {

    /** Most characters of text in one page, so that a page of longest messages stays well under an outbox. */
    static final int PAGE_CHARACTERS = 128 * 1024;

    /** The entries after {@code seq}, oldest first; {@code more} tells of newer ones. */
    @ActivateRequestContext
    public Page after(long roomId, long seq, int limit) {
        long last = last(roomId);
        List<MessageRow> rows = MessageRow.after(roomId, seq, limit + 1);
        List<MessageRow> page = rows.subList(0, fitting(rows, limit));
        return page(roomId, page, last, page.size() < rows.size());
    }

    /** The newest entries before {@code seq}; {@code more} tells of older ones. */
    @ActivateRequestContext
    public Page before(long roomId, long seq, int limit) {
        long last = last(roomId);
        if (limit == 0) {
            return page(roomId, List.of(), last, false);
        }
        List<MessageRow> rows = MessageRow.before(roomId, seq, limit + 1);
        List<MessageRow> page = rows.subList(rows.size() - fitting(rows.reversed(), limit), rows.size());
        return page(roomId, page, last, page.size() < rows.size());
    }

    /** The rooms that have entries older than that. */
    @ActivateRequestContext
    public List<Long> roomsWithEntriesBefore(Instant time) {
        return MessageRow.getEntityManager()
                .createQuery("select distinct m.roomId from MessageRow m where m.at < ?1", Long.class)
                .setParameter(1, time.toEpochMilli())
                .getResultList();
    }

    /** The places of what that person has said in a room and nobody has deleted, the oldest first, after {@code seq}. */
    @ActivateRequestContext
    public List<Long> saidBy(long roomId, UUID userId, long seq, int limit) {
        return MessageRow.getEntityManager()
                .createQuery(
                        "select m.seq from MessageRow m where m.roomId = ?1 and m.seq > ?2 and m.userId = ?3"
                                + " and m.kind = ?4 and m.deletedAt is null order by m.seq",
                        Long.class)
                .setParameter(1, roomId)
                .setParameter(2, seq)
                .setParameter(3, userId.toString())
                .setParameter(4, EntryKind.POSTED)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Days that a room keeps its entries, for those that have a term of their own. */
    @ActivateRequestContext
    public Map<Long, Integer> ownRetention() {
        return RoomRow.<RoomRow>list("retention > 0").stream()
                .collect(Collectors.toMap(room -> room.id, room -> room.retention));
    }

    private static long last(long roomId) {
        RoomRow room = RoomRow.findById(roomId);
        return room == null ? 0 : room.lastSeq;
    }

    /** How many of the first rows make one page: the limit, or fewer where the texts are long, but one at least. */
    private static int fitting(List<MessageRow> rows, int limit) {
        int characters = 0;
        int count = 0;
        for (MessageRow row : rows) {
            characters += row.messageText == null ? 0 : row.messageText.length();
            if (count == limit || (count > 0 && characters > PAGE_CHARACTERS)) {
                break;
            }
            count++;
        }
        return count;
    }

    private static Page page(long roomId, List<MessageRow> rows, long lastBefore, boolean more) {
        Map<Long, MessageRow> targets = targets(roomId, rows);
        List<Change> entries = new ArrayList<>(rows.size());
        for (MessageRow row : rows) {
            entries.add(change(row, targets));
        }
        // Entries may have been committed after that was read.
        long last =
                Math.max(lastBefore, entries.isEmpty() ? 0 : entries.getLast().seq());
        return new Page(List.copyOf(entries), first(roomId, last), last, more);
    }

    /** Read after the page's rows: what was pruned between must not look as if it were still there. */
    private static long first(long roomId, long last) {
        List<MessageRow> oldest = MessageRow.after(roomId, 0, 1);
        return oldest.isEmpty() ? last + 1 : oldest.getFirst().seq;
    }

    private static Map<Long, MessageRow> targets(long roomId, List<MessageRow> rows) {
        List<Long> seqs = rows.stream()
                .filter(row -> row.kind == EntryKind.EDITED)
                .map(row -> row.targetSeq)
                .distinct()
                .toList();
        return seqs.isEmpty()
                ? Map.of()
                : MessageRow.at(roomId, seqs).stream().collect(Collectors.toMap(row -> row.seq, Function.identity()));
    }

    private static Change change(MessageRow row, Map<Long, MessageRow> targets) {
        return switch (row.kind) {
            case POSTED -> posted(row);
            case EDITED -> edited(row, targets.get(row.targetSeq));
            case DELETED -> deleted(row, target(row), row.userId, row.at);
        };
    }

    private static Change posted(MessageRow row) {
        String text = row.messageText;
        String messageId = row.messageId;
        if (text == null || messageId == null) {
            return tombstone(row, row);
        }
        return new Change.Posted(
                row.roomId,
                row.seq,
                new Message(
                        UUID.fromString(messageId),
                        UUID.fromString(row.userId),
                        row.username,
                        text,
                        Instant.ofEpochMilli(row.at),
                        row.clientMessageId,
                        row.replyTo,
                        row.editedAt == null ? null : Instant.ofEpochMilli(row.editedAt)));
    }

    /** An edit has its target's newest text; of a target that is deleted or pruned nothing is left to tell. */
    private static Change edited(MessageRow row, @Nullable MessageRow target) {
        if (target == null || target.messageText == null) {
            return tombstone(row, target == null ? row : target);
        }
        return new Change.Edited(
                row.roomId,
                row.seq,
                target.seq,
                UUID.fromString(row.userId),
                target.messageText,
                Instant.ofEpochMilli(row.at));
    }

    private static Change tombstone(MessageRow row, MessageRow target) {
        String by = target.deletedBy == null ? target.userId : target.deletedBy;
        long at = target.deletedAt == null ? target.at : target.deletedAt;
        return deleted(row, row.kind == EntryKind.POSTED ? row.seq : target(row), by, at);
    }

    private static Change deleted(MessageRow row, long targetSeq, String by, long at) {
        return new Change.Deleted(row.roomId, row.seq, targetSeq, UUID.fromString(by), Instant.ofEpochMilli(at));
    }

    private static long target(MessageRow row) {
        return row.targetSeq == null ? row.seq : row.targetSeq;
    }
}
