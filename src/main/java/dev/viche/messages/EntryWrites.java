package dev.viche.messages;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.viche.moderation.AuditTrail;
import dev.viche.moderation.Moderators;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.storage.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The writes that append an entry. What they read is read in the same transaction, so it cannot race. */
final class EntryWrites {

    static final String INSERT = "insert into message (room_id, seq, kind, message_id, user_id, username,"
            + " message_text, at, client_message_id, reply_to, target_seq) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (room_id, user_id, client_message_id) where client_message_id is not null do nothing";
    private static final String COLUMNS =
            "select seq, kind, message_id, user_id, username, message_text, at, client_message_id, reply_to, edited_at,"
                    + " deleted_at from message where room_id = ? and ";
    private static final String BY_CLIENT_ID = COLUMNS + "user_id = ? and client_message_id = ?";
    private static final String BY_SEQ = COLUMNS + "seq = ?";
    private static final String SINCE = "select 1 from message where room_id = ? and seq > coalesce((select seq"
            + " from message where room_id = ? and +at <= ? order by seq desc limit 1), 0) and user_id = ? and kind = 'POSTED'";
    private static final String EDIT =
            "update message set message_text = ?, edited_at = ? where room_id = ? and seq = ?";
    private static final String DELETE =
            "update message set message_text = null, deleted_at = ?, deleted_by = ? where room_id = ? and seq = ?";

    private static final Written NO_MESSAGE =
            new Written.Refused(Refusal.NOT_FOUND, "seq names no message of this room; check it.");

    private final NoArgGenerator messageIds = Generators.timeBasedEpochGenerator();

    Written post(Statements sql, RoomTails tails, Appending log, Write.Post post, Instant now) throws SQLException {
        if (post.replyTo() != null && post.replyTo() > tails.lastSeq(sql, post.roomId())) {
            return new Written.Refused(Refusal.NOT_FOUND, "reply_to names no message of this room; check its seq.");
        }
        if (post.spacing() > 0 && isTooSoon(sql, post, now)) {
            return tooSoon(sql, post);
        }
        long seq = tails.next(sql, post.roomId());
        UUID messageId = messageIds.generate();
        boolean isNew = insert(
                sql,
                log,
                post.roomId(),
                seq,
                "POSTED",
                messageId,
                post.author(),
                post.text(),
                now,
                post.clientMessageId(),
                post.replyTo(),
                null);
        if (!isNew) {
            return resend(sql, post);
        }
        tails.taken(post.roomId(), seq);
        return new Written.Appended(new Change.Posted(
                post.roomId(),
                seq,
                new Message(
                        messageId,
                        post.author().userId(),
                        post.author().name().value(),
                        post.text(),
                        now,
                        post.clientMessageId(),
                        post.replyTo(),
                        null)));
    }

    /** Looks at the room's newest entries only, of which slow mode leaves few. */
    private static boolean isTooSoon(Statements sql, Write.Post post, Instant now) throws SQLException {
        long since = now.minusSeconds(post.spacing()).toEpochMilli();
        String author = post.author().userId().toString();
        return sql.first(row -> true, SINCE, post.roomId(), post.roomId(), since, author) != null;
    }

    private static Written tooSoon(Statements sql, Write.Post post) throws SQLException {
        String clientId = post.clientMessageId();
        String author = post.author().userId().toString();
        if (clientId != null && sql.first(Stored::read, BY_CLIENT_ID, post.roomId(), author, clientId) != null) {
            return resend(sql, post);
        }
        return new Written.Refused(
                Refusal.RATE_LIMITED,
                "Slow mode: one message every %d s from each person; wait and send it again."
                        .formatted(post.spacing()));
    }

    Written edit(Statements sql, RoomTails tails, Appending log, Write.Edit edit, Instant now) throws SQLException {
        Stored target = target(sql, edit.roomId(), edit.targetSeq());
        if (target == null) {
            return NO_MESSAGE;
        }
        if (!target.author().equals(edit.author().userId())) {
            // Not a moderator either: words under somebody's name are theirs.
            return new Written.Refused(Refusal.FORBIDDEN, "You can edit your own messages only.");
        }
        long seq = tails.next(sql, edit.roomId());
        sql.update(EDIT, edit.text(), now.toEpochMilli(), edit.roomId(), edit.targetSeq());
        // The entry itself has no text: what it gave the message is read from the message, so an old text is nowhere.
        insert(sql, log, edit.roomId(), seq, "EDITED", null, edit.author(), null, now, null, null, edit.targetSeq());
        tails.taken(edit.roomId(), seq);
        return new Written.Appended(new Change.Edited(
                edit.roomId(), seq, edit.targetSeq(), edit.author().userId(), edit.text(), now));
    }

    Written delete(Statements sql, RoomTails tails, Appending log, Write.Delete delete, Instant now)
            throws SQLException {
        Stored target = target(sql, delete.roomId(), delete.targetSeq());
        if (target == null) {
            return NO_MESSAGE;
        }
        boolean own = target.author().equals(delete.author().userId());
        if (!own && !Moderators.include(sql, delete.roomId(), delete.author().userId(), now)) {
            return new Written.Refused(Refusal.FORBIDDEN, "You can delete your own messages only.");
        }
        if (!own) {
            AuditTrail.deleted(
                    sql, delete.author(), delete.roomId(), delete.targetSeq(), target.author(), delete.reason(), now);
        }
        long seq = tails.next(sql, delete.roomId());
        String by = delete.author().userId().toString();
        sql.update(DELETE, now.toEpochMilli(), by, delete.roomId(), delete.targetSeq());
        insert(
                sql,
                log,
                delete.roomId(),
                seq,
                "DELETED",
                null,
                delete.author(),
                null,
                now,
                null,
                null,
                delete.targetSeq());
        tails.taken(delete.roomId(), seq);
        return new Written.Appended(new Change.Deleted(
                delete.roomId(), seq, delete.targetSeq(), delete.author().userId(), now));
    }

    /** Returns false, and writes nothing, when the author has used that client id in the room before. */
    private static boolean insert(
            Statements sql,
            Appending log,
            long roomId,
            long seq,
            String kind,
            @Nullable UUID messageId,
            Person author,
            @Nullable String text,
            Instant now,
            @Nullable String clientId,
            @Nullable Long replyTo,
            @Nullable Long targetSeq)
            throws SQLException {
        return log.append(
                sql,
                roomId,
                author.userId(),
                clientId,
                roomId,
                seq,
                kind,
                messageId == null ? null : messageId.toString(),
                author.userId().toString(),
                author.name().value(),
                text,
                now.toEpochMilli(),
                clientId,
                replyTo,
                targetSeq);
    }

    /** Once edited or deleted, the first text is gone and cannot be compared: the id alone decides. */
    private static Written resend(Statements sql, Write.Post post) throws SQLException {
        Stored stored = sql.only(
                Stored::read,
                BY_CLIENT_ID,
                post.roomId(),
                post.author().userId().toString(),
                post.clientMessageId());
        if (stored.deleted()) {
            return new Written.Refused(
                    Refusal.NOT_FOUND, "This message was stored and has been deleted since; do not send it again.");
        }
        if (!stored.edited()
                && !(post.text().equals(stored.text()) && Objects.equals(post.replyTo(), stored.replyTo()))) {
            return new Written.Refused(
                    Refusal.CONFLICT,
                    "This client_message_id was used for another message; make a new one for each message.");
        }
        return new Written.Already(new Change.Posted(post.roomId(), stored.seq(), stored.message()));
    }

    private static @Nullable Stored target(Statements sql, long roomId, long seq) throws SQLException {
        Stored target = sql.first(Stored::read, BY_SEQ, roomId, seq);
        return target == null || !target.posted() || target.deleted() ? null : target;
    }

    /** A stored entry, as far as a write needs it. */
    private record Stored(
            long seq,
            boolean posted,
            @Nullable String messageId,
            UUID author,
            String username,
            @Nullable String text,
            Instant at,
            @Nullable String clientId,
            @Nullable Long replyTo,
            @Nullable Instant editedAt,
            boolean deleted) {

        static Stored read(ResultSet row) throws SQLException {
            long replyTo = row.getLong(9);
            Long reply = row.wasNull() ? null : replyTo;
            long editedAt = row.getLong(10);
            Instant edited = row.wasNull() ? null : Instant.ofEpochMilli(editedAt);
            row.getLong(11);
            boolean deleted = !row.wasNull();
            return new Stored(
                    row.getLong(1),
                    "POSTED".equals(row.getString(2)),
                    row.getString(3),
                    UUID.fromString(row.getString(4)),
                    row.getString(5),
                    row.getString(6),
                    Instant.ofEpochMilli(row.getLong(7)),
                    row.getString(8),
                    reply,
                    edited,
                    deleted);
        }

        boolean edited() {
            return editedAt != null;
        }

        Message message() {
            return new Message(
                    UUID.fromString(String.valueOf(messageId)),
                    author,
                    username,
                    String.valueOf(text),
                    at,
                    clientId,
                    replyTo,
                    editedAt);
        }
    }
}
